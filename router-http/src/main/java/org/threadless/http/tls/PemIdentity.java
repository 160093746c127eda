package org.threadless.http.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.threadless.router.text.Sha256;

/**
 * A certificate with the key that fits it, as two files had them at one moment.
 *
 * @param chain the server's own certificate first
 * @param key its private key
 * @param fingerprint differs where the bytes of the files do
 */
record PemIdentity(List<X509Certificate> chain, PrivateKey key, String fingerprint) {

  private static final Duration SOON = Duration.ofDays(14);
  private static final byte[] SAMPLE = "signed to see".getBytes(StandardCharsets.US_ASCII);
  private static final String CERTIFICATE = "http.tls.certificate: ";
  private static final String KEY = "http.tls.key: ";
  private static final String ALIAS = "router";

  /**
   * Reads the files.
   *
   * @throws TlsException where one cannot be read or does not hold what it should, or the key is
   *     not that of the certificate; that it is over is no reason
   */
  static PemIdentity read(TlsSettings settings) throws TlsException {
    byte[] certificate = bytes(CERTIFICATE, settings.certificateFile());
    byte[] secret = bytes(KEY, settings.keyFile());
    List<X509Certificate> chain = chain(settings.certificate(), certificate);
    PrivateKey key = key(settings.key(), secret);
    if (!fits(chain.get(0).getPublicKey(), key)) {
      throw new TlsException(
          KEY
              + settings.key()
              + " is not the key of the first certificate in "
              + settings.certificate()
              + "; name the two files that were made together, the server's own certificate first");
    }
    return new PemIdentity(chain, key, fingerprint(certificate, secret));
  }

  /** Returns what differs where the files do; empty where one cannot be read now. */
  static Optional<String> fingerprint(TlsSettings settings) {
    try {
      return Optional.of(
          fingerprint(
              Files.readAllBytes(settings.certificateFile()),
              Files.readAllBytes(settings.keyFile())));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String fingerprint(byte[] certificate, byte[] key) {
    return Sha256.hex(Sha256.of(certificate), Sha256.of(key));
  }

  /** Returns until when it is good. */
  Instant end() {
    return chain.get(0).getNotAfter().toInstant();
  }

  /** Returns what is to be said of its time, in one line; empty where all is well. */
  Optional<String> warning(TlsSettings settings, Instant now) {
    String file = CERTIFICATE + settings.certificate();
    Instant begin = chain.get(0).getNotBefore().toInstant();
    if (now.isBefore(begin)) {
      return Optional.of(
          file + " is good from " + day(begin) + " on: until then callers refuse it");
    }
    if (!now.isBefore(end())) {
      return Optional.of(
          file + " expired on " + day(end()) + ": callers refuse it; put a new one in its place");
    }
    return now.isBefore(end().minus(SOON))
        ? Optional.empty()
        : Optional.of(file + " expires on " + day(end()) + "; put a new one in its place");
  }

  static String day(Instant moment) {
    return moment.atZone(ZoneOffset.UTC).toLocalDate().toString();
  }

  /** Returns both as Jetty takes them; nobody else has the store, and so its password is none. */
  KeyStore store() {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(ALIAS, key, new char[0], chain.toArray(Certificate[]::new));
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("cannot keep a certificate in memory", e);
    }
  }

  private static byte[] bytes(String setting, Path file) throws TlsException {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new TlsException(setting + file + " does not exist", e);
    } catch (AccessDeniedException e) {
      throw new TlsException(
          setting
              + file
              + " may not be read by the user that this runs as ("
              + System.getProperty("user.name")
              + "); let it read the file and open its folders",
          e);
    } catch (IOException e) {
      throw new TlsException(
          setting + file + (Files.isDirectory(file) ? " is a folder" : " cannot be read"), e);
    }
  }

  private static List<X509Certificate> chain(String file, byte[] pem) throws TlsException {
    try {
      List<X509Certificate> chain =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(pem))
              .stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (!chain.isEmpty()) {
        return chain;
      }
    } catch (CertificateException e) {
      throw new TlsException(noCertificate(file), e);
    }
    throw new TlsException(noCertificate(file));
  }

  private static String noCertificate(String file) {
    return CERTIFICATE
        + file
        + " holds no certificate that can be read; it must be PEM, which begins with"
        + " -----BEGIN CERTIFICATE-----";
  }

  private static PrivateKey key(String file, byte[] pem) throws TlsException {
    String text = new String(pem, StandardCharsets.ISO_8859_1);
    try (PEMParser parser = new PEMParser(new StringReader(text))) {
      for (Object each = parser.readObject(); each != null; each = parser.readObject()) {
        if (each instanceof PrivateKeyInfo info) {
          return converted(info);
        }
        if (each instanceof PEMKeyPair pair) {
          return converted(pair.getPrivateKeyInfo());
        }
        if (each instanceof PKCS8EncryptedPrivateKeyInfo || each instanceof PEMEncryptedKeyPair) {
          throw new TlsException(
              KEY
                  + file
                  + " is encrypted; write it without a password: openssl pkey -in ... -out ...");
        }
      }
    } catch (TlsException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // What the parser says of it may have some of it.
      throw new TlsException(noKey(file));
    }
    throw new TlsException(noKey(file));
  }

  private static PrivateKey converted(PrivateKeyInfo info) throws IOException {
    return new JcaPEMKeyConverter().getPrivateKey(info);
  }

  private static String noKey(String file) {
    return KEY
        + file
        + " holds no private key that can be read; it must be PEM, which begins with"
        + " -----BEGIN PRIVATE KEY-----, of RSA or of an elliptic curve";
  }

  private static boolean fits(PublicKey shown, PrivateKey key) {
    if (!shown.getAlgorithm().equals(key.getAlgorithm())) {
      return false;
    }
    try {
      Signature signature = Signature.getInstance(algorithm(key));
      signature.initSign(key);
      signature.update(SAMPLE);
      byte[] signed = signature.sign();
      signature.initVerify(shown);
      signature.update(SAMPLE);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static String algorithm(PrivateKey key) {
    return switch (key.getAlgorithm()) {
      case "RSA" -> "SHA256withRSA";
      case "EC", "ECDSA" -> "SHA256withECDSA";
      default -> key.getAlgorithm();
    };
  }

  /** Shows neither the key nor the certificate. */
  @Override
  public String toString() {
    return "PemIdentity[until " + day(end()) + "]";
  }
}
