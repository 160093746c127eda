package org.threadless.http.tls;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaMiscPEMGenerator;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemObjectGenerator;
import org.bouncycastle.util.io.pem.PemWriter;
import org.threadless.testrig.Trust;

/** A certificate for 127.0.0.1 and localhost that has signed itself, with its key. */
public final class MadeCertificate {

  private static final AtomicLong numbers = new AtomicLong(1);

  private final KeyPair pair;
  private final X509Certificate certificate;

  private MadeCertificate(KeyPair pair, X509Certificate certificate) {
    this.pair = pair;
    this.certificate = certificate;
  }

  /** Returns one of an elliptic curve that is good for 90 days. */
  public static MadeCertificate ofCurve() {
    return of("EC", Instant.now().plus(Duration.ofDays(90)));
  }

  static MadeCertificate ofRsa() {
    return of("RSA", Instant.now().plus(Duration.ofDays(90)));
  }

  static MadeCertificate until(Instant end) {
    return of("EC", end);
  }

  private static MadeCertificate of(String algorithm, Instant end) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      if (algorithm.equals("EC")) {
        generator.initialize(new ECGenParameterSpec("secp256r1"));
      }
      KeyPair pair = generator.generateKeyPair();
      X500Name name = new X500Name("CN=localhost");
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              name,
              BigInteger.valueOf(numbers.incrementAndGet()),
              Date.from(Instant.now().minus(Duration.ofDays(30))),
              Date.from(end),
              name,
              pair.getPublic());
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(
              new GeneralName[] {
                new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
                new GeneralName(GeneralName.dNSName, "localhost")
              }));
      String signature = algorithm.equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
      return new MadeCertificate(
          pair,
          new JcaX509CertificateConverter()
              .getCertificate(
                  builder.build(new JcaContentSignerBuilder(signature).build(pair.getPrivate()))));
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes it to {@code certificate.pem} and {@code key.pem} of a folder. */
  public TlsSettings writeTo(Path folder) throws IOException {
    TlsSettings settings =
        new TlsSettings(folder.resolve("certificate.pem"), folder.resolve("key.pem"));
    Files.writeString(settings.certificateFile(), certificate());
    Files.writeString(settings.keyFile(), key());
    return settings;
  }

  X509Certificate x509() {
    return certificate;
  }

  String certificate() throws IOException {
    return pem(new JcaMiscPEMGenerator(certificate));
  }

  /** As {@code openssl genpkey} writes it. */
  String key() throws IOException {
    return pem(new JcaPKCS8Generator(pair.getPrivate(), null));
  }

  /** As {@code openssl genrsa -traditional} and {@code openssl ecparam -genkey} write it. */
  String traditionalKey() throws IOException {
    return pair.getPrivate() instanceof java.security.interfaces.ECPrivateKey key
        ? pem(
            new PemObject(
                "EC PRIVATE KEY",
                new ECPrivateKey(256, key.getS(), SECObjectIdentifiers.secp256r1).getEncoded()))
        : pem(new JcaMiscPEMGenerator(pair.getPrivate()));
  }

  String encryptedKey() throws IOException, OperatorCreationException {
    JceOpenSSLPKCS8EncryptorBuilder encryptor =
        new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
            .setProvider(new BouncyCastleProvider())
            .setPassword("sesame".toCharArray());
    return pem(new JcaPKCS8Generator(pair.getPrivate(), encryptor.build()));
  }

  private static String pem(PemObjectGenerator content) throws IOException {
    StringWriter text = new StringWriter();
    try (PemWriter writer = new PemWriter(text)) {
      writer.writeObject(content);
    }
    return text.toString();
  }

  /** Returns a client that trusts this certificate and no other. */
  public HttpClient client(Version version) {
    return HttpClient.newBuilder().version(version).sslContext(context()).build();
  }

  /** Returns what makes connections that trust this certificate and no other. */
  public SSLContext context() {
    return Trust.in(certificate);
  }
}
