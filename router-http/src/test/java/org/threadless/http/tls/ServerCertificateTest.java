package org.threadless.http.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The files of the certificate, as administrators and their tools write them. */
class ServerCertificateTest {

  private static final Duration DAY = Duration.ofDays(1);

  @TempDir private Path folder;

  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final Logger log = (Logger) LoggerFactory.getLogger(ServerCertificate.class);
  private volatile Instant now = Instant.now();

  @BeforeEach
  void listen() {
    lines.start();
    log.setLevel(Level.INFO);
    log.addAppender(lines);
  }

  @AfterEach
  void stopListening() {
    log.detachAppender(lines);
    log.setLevel(null);
  }

  private ServerCertificate loaded(TlsSettings settings) throws Exception {
    ServerCertificate certificate = new ServerCertificate(settings, () -> now);
    certificate.load();
    certificate.contexts().start();
    return certificate;
  }

  private static Certificate shown(ServerCertificate certificate) throws Exception {
    return certificate.contexts().getKeyStore().getCertificate("router");
  }

  private static void lookTwice(ServerCertificate certificate) {
    certificate.look();
    certificate.look();
  }

  private void refused(TlsSettings settings, String... inTheLine) {
    assertThatThrownBy(() -> ServerCertificate.check(settings))
        .isInstanceOf(TlsException.class)
        .message()
        .doesNotContain("\n")
        .contains(inTheLine);
  }

  @Test
  void keysOfAllKindsThatToolsWriteAreTaken() throws IOException {
    for (MadeCertificate made :
        new MadeCertificate[] {MadeCertificate.ofCurve(), MadeCertificate.ofRsa()}) {
      TlsSettings settings = made.writeTo(folder);
      assertThat(ServerCertificate.check(settings)).isEmpty();

      Files.writeString(settings.keyFile(), made.traditionalKey());
      assertThat(ServerCertificate.check(settings)).isEmpty();
    }
  }

  @Test
  void whatSignedTheCertificateMayFollowIt() throws Exception {
    MadeCertificate made = MadeCertificate.ofCurve();
    TlsSettings settings = made.writeTo(folder);
    Files.writeString(
        settings.certificateFile(), made.certificate() + MadeCertificate.ofRsa().certificate());

    assertThat(loaded(settings).contexts().getKeyStore().getCertificateChain("router")).hasSize(2);
  }

  @Test
  void aFileThatIsMissingIsNamedWithItsSetting() throws IOException {
    TlsSettings settings = MadeCertificate.ofCurve().writeTo(folder);
    Files.delete(settings.keyFile());

    refused(settings, "http.tls.key: ", settings.key(), "does not exist");
  }

  @Test
  void aFolderIsNoFile() throws IOException {
    TlsSettings settings = MadeCertificate.ofCurve().writeTo(folder);

    refused(new TlsSettings(folder, settings.keyFile()), "http.tls.certificate: ", "is a folder");
  }

  @Test
  void aFileWithoutACertificateIsRefused() throws IOException {
    TlsSettings settings = MadeCertificate.ofCurve().writeTo(folder);

    refused(
        new TlsSettings(settings.keyFile(), settings.keyFile()),
        "holds no certificate",
        "-----BEGIN CERTIFICATE-----");
    Files.writeString(settings.certificateFile(), "");
    refused(settings, "holds no certificate");
  }

  @Test
  void aFileWithoutAKeyIsRefusedAndWhatItHoldsIsNotTold() throws IOException {
    TlsSettings settings = MadeCertificate.ofCurve().writeTo(folder);
    String broken = Files.readString(settings.keyFile()).replaceFirst("M", "!");
    Files.writeString(settings.keyFile(), broken);

    refused(settings, "http.tls.key: ", "holds no private key");
    assertThatThrownBy(() -> ServerCertificate.check(settings))
        .hasNoCause()
        .message()
        .doesNotContain(broken.lines().skip(1).findFirst().orElseThrow().substring(4));
  }

  @Test
  void aKeyWithAPasswordIsRefusedWithWhatToDo() throws Exception {
    MadeCertificate made = MadeCertificate.ofRsa();
    TlsSettings settings = made.writeTo(folder);
    Files.writeString(settings.keyFile(), made.encryptedKey());

    refused(settings, "is encrypted", "openssl pkey");
  }

  @Test
  void theKeyOfAnotherCertificateIsRefused() throws IOException {
    TlsSettings settings = MadeCertificate.ofCurve().writeTo(folder);
    for (MadeCertificate other :
        new MadeCertificate[] {MadeCertificate.ofCurve(), MadeCertificate.ofRsa()}) {
      Files.writeString(settings.keyFile(), other.key());
      refused(settings, "is not the key of the first certificate in", settings.certificate());
    }
  }

  @Test
  void twoWeeksBeforeItsEndAndFromThereOnACertificateIsWarnedOf() throws IOException {
    Instant soon = Instant.now().plus(DAY.multipliedBy(13));
    assertThat(ServerCertificate.check(MadeCertificate.until(soon).writeTo(folder)))
        .hasValueSatisfying(
            line -> assertThat(line).contains("expires on " + soon.toString().substring(0, 10)));

    Instant over = Instant.now().minus(DAY);
    assertThat(ServerCertificate.check(MadeCertificate.until(over).writeTo(folder)))
        .hasValueSatisfying(
            line -> assertThat(line).contains("expired on " + over.toString().substring(0, 10)));
  }

  @Test
  void aRouterThatRunsForMonthsSaysOnceADayThatTheEndIsNear() throws Exception {
    ServerCertificate certificate = loaded(MadeCertificate.ofCurve().writeTo(folder));
    now = now.plus(DAY.multipliedBy(75));
    lookTwice(certificate);
    assertThat(lines.list).isEmpty();

    now = now.plus(DAY.multipliedBy(2));
    lookTwice(certificate);
    assertThat(lines.list).hasSize(1);
    assertThat(lines.list.get(0).getFormattedMessage()).contains("expires on");
  }

  @Test
  void aNewCertificateIsTakenWhenBothFilesAreThere() throws Exception {
    TlsSettings settings = MadeCertificate.ofCurve().writeTo(folder);
    ServerCertificate certificate = loaded(settings);
    MadeCertificate renewed = MadeCertificate.ofRsa();

    Files.writeString(settings.certificateFile(), renewed.certificate());
    certificate.look();
    Files.writeString(settings.keyFile(), renewed.key());
    certificate.look();
    assertThat(lines.list).isEmpty();
    certificate.look();

    assertThat(shown(certificate)).isEqualTo(renewed.x509());
    assertThat(lines.list).hasSize(1);
  }

  @Test
  void whatCannotBeUsedLeavesTheOldOneAndIsSaidOnce() throws Exception {
    MadeCertificate old = MadeCertificate.ofCurve();
    TlsSettings settings = old.writeTo(folder);
    ServerCertificate certificate = loaded(settings);

    Files.writeString(settings.keyFile(), MadeCertificate.ofCurve().key());
    lookTwice(certificate);
    lookTwice(certificate);

    assertThat(shown(certificate)).isEqualTo(old.x509());
    assertThat(lines.list).hasSize(1);
    assertThat(lines.list.get(0).getFormattedMessage())
        .contains("is not the key of", "the certificate of before is shown on, good until");

    Files.delete(settings.keyFile());
    lookTwice(certificate);
    assertThat(lines.list).hasSize(2);
    assertThat(lines.list.get(1).getFormattedMessage()).contains("does not exist");
  }
}
