package org.threadless.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.threadless.testrig.KeytoolCertificate;

/**
 * The zip with HTTPS: what {@code check} and {@code serve} say of the files, and what is served.
 */
class TlsIT {

  private static final Pattern UNTIL = Pattern.compile("\"certificateUntil\":\"([^\"]+)\"");
  private static final Pattern METRIC =
      Pattern.compile("(?m)^threadless_certificate_end_seconds (\\S+)$");
  private static final String CONFIGURATION =
      """
      http:
        port: 0
        tls: {certificate: conf/certificate.pem, key: conf/key.pem}
      database: {url: "jdbc:h2:file:./data/router"}
      metrics: {}
      backends:
        page: {engine: httptester}
      """;

  @TempDir private Path folder;

  private Distribution distribution;
  private Path conf;
  private KeytoolCertificate certificate;

  @BeforeEach
  void unzip() throws Exception {
    distribution = Distribution.prepareIn(folder);
    conf = distribution.file("conf");
    Files.writeString(conf.resolve("router.yml"), CONFIGURATION);
    certificate = KeytoolCertificate.make(folder, "-1d", 60);
    certificate.writeTo(conf);
  }

  private void refused(String... inTheLine) throws Exception {
    for (String command : new String[] {"check", "serve"}) {
      FinishedCommand ran = distribution.run(command);

      assertThat(ran.exit()).as(command).isEqualTo(1);
      assertThat(ran.err()).as(command).singleElement().asString().contains(inTheLine);
      assertThat(ran.out()).as(command).noneMatch(line -> line.contains("Listening"));
    }
  }

  @Test
  void filesThatCannotBeUsedAreOneLineEach() throws Exception {
    Files.writeString(conf.resolve("key.pem"), "-----BEGIN PRIVATE KEY-----\nMII!\n");
    refused("http.tls.key: ", "key.pem holds no private key that can be read");

    Files.writeString(conf.resolve("key.pem"), KeytoolCertificate.make(folder, "-1d", 60).key());
    refused("key.pem is not the key of the first certificate in", "certificate.pem");

    Files.delete(conf.resolve("certificate.pem"));
    refused("http.tls.certificate: ", "certificate.pem does not exist");
  }

  @Test
  void aCertificateThatIsOverIsWarnedOfInOneLineAndServed() throws Exception {
    KeytoolCertificate over = KeytoolCertificate.make(folder, "-20d", 10);
    over.writeTo(conf);

    FinishedCommand checked = distribution.run("check");

    assertThat(checked.exit()).isZero();
    assertThat(checked.out())
        .filteredOn(line -> line.startsWith("warning: "))
        .singleElement()
        .asString()
        .contains("certificate.pem expired on ", "put a new one in its place");
    Path log = folder.resolve("log");
    try (RouterProcess router =
        RouterProcess.start(
            Distribution.command(distribution.file("bin/router").toString(), "serve"),
            ProcessBuilder.Redirect.to(log.toFile()))) {
      assertThat(router.root().getScheme()).isEqualTo("https");
      assertThat(Files.readAllLines(log))
          .filteredOn(line -> line.contains(" expired on "))
          .hasSize(1);
      assertThat(router.terminate()).isZero();
    }
  }

  @Test
  void theEndOfTheCertificateIsShownAndANewOneIsTakenWhileItServes() throws Exception {
    Instant end = Instant.now().plus(Duration.ofDays(59));
    try (RouterProcess router = distribution.serve()) {
      HttpClient client = certificate.client();
      assertThat(end(client, router.root())).isBetween(end.minusSeconds(7200), end);

      KeytoolCertificate renewed = KeytoolCertificate.make(folder, "-1d", 91);
      renewed.writeTo(conf);
      Instant later = Instant.now().plus(Duration.ofDays(90));
      await()
          .atMost(Duration.ofMinutes(1))
          .ignoreExceptions()
          .untilAsserted(
              () ->
                  assertThat(end(renewed.client(), router.root()))
                      .isBetween(later.minusSeconds(7200), later));
      assertThat(router.terminate()).isZero();
    }
  }

  /** Returns what both health and metrics show. */
  private static Instant end(HttpClient client, URI root) throws Exception {
    Matcher health = UNTIL.matcher(get(client, root.resolve("/health/ready")));
    assertThat(health.find()).isTrue();
    Instant until = Instant.parse(health.group(1));
    Matcher metric = METRIC.matcher(get(client, root.resolve("/metrics")));
    assertThat(metric.find()).isTrue();
    assertThat((long) Double.parseDouble(metric.group(1)))
        .isEqualTo(until.truncatedTo(ChronoUnit.SECONDS).getEpochSecond());
    return until;
  }

  private static String get(HttpClient client, URI url) throws Exception {
    return client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString()).body();
  }
}
