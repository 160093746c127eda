package org.threadless.testrig;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import javax.net.ssl.SSLContext;

/**
 * A certificate for 127.0.0.1 that has signed itself, made by Java's own tool.
 *
 * @param certificate in PEM
 * @param key in PEM
 * @param trusting what trusts it and no other
 */
public record KeytoolCertificate(String certificate, String key, SSLContext trusting) {

  private static final String PASSWORD = "changeit";

  /**
   * Makes one.
   *
   * @param folder for the tool's own file
   * @param begin as the tool has it, such as {@code -1d}
   * @param days how long it is good from then on
   */
  public static KeytoolCertificate make(Path folder, String begin, int days)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path file = Files.createTempDirectory(folder, "keys").resolve("store.p12");
    run(
        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
        "-genkeypair",
        "-alias",
        "router",
        "-keyalg",
        "EC",
        "-dname",
        "CN=localhost",
        "-ext",
        "SAN=IP:127.0.0.1",
        "-startdate",
        begin,
        "-validity",
        String.valueOf(days),
        "-storetype",
        "PKCS12",
        "-keystore",
        file.toString(),
        "-storepass",
        PASSWORD);
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    Certificate certificate = store.getCertificate("router");
    Key key = store.getKey("router", PASSWORD.toCharArray());
    return new KeytoolCertificate(
        pem("CERTIFICATE", certificate.getEncoded()),
        pem("PRIVATE KEY", key.getEncoded()),
        Trust.in(certificate));
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process tool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (tool.waitFor() != 0) {
      throw new IOException("keytool: " + said);
    }
  }

  private static String pem(String kind, byte[] content) {
    Base64.Encoder lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
        .formatted(kind, lines.encodeToString(content));
  }

  /** Returns a client that trusts it and no other. */
  public HttpClient client() {
    return HttpClient.newBuilder().sslContext(trusting).build();
  }

  /** Writes both to the files {@code certificate.pem} and {@code key.pem} of a folder. */
  public void writeTo(Path folder) throws IOException {
    Files.writeString(folder.resolve("certificate.pem"), certificate);
    Files.writeString(folder.resolve("key.pem"), key);
  }
}
