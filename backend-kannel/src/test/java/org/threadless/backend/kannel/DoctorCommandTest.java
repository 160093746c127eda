package org.threadless.backend.kannel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.threadless.kannel.rig.Kannel;
import org.threadless.testrig.Ports;

/** What {@code router kannel doctor} says of a real Kannel. */
@NeedsKannel
@TestInstance(Lifecycle.PER_CLASS)
class DoctorCommandTest {

  private static final String USER = "sendsms-params: {username: rapidsms, password: change-me}";

  private Kannel kannel;

  @TempDir private Path folder;

  @BeforeAll
  void start(@TempDir Path kannelFolder) {
    kannel = new Kannel(kannelFolder);
    kannel.set("GET_URL", "http://127.0.0.1:1/").startWithoutPhones();
  }

  @AfterAll
  void stop() {
    kannel.close();
  }

  @Test
  void aKannelThatIsNotThereIsNamed() {
    CommandLine checked =
        doctor("sendsms-url: http://127.0.0.1:" + Ports.free() + "/cgi-bin/sendsms");

    assertThat(checked.exit()).isEqualTo(1);
    assertThat(checked.lines("problem"))
        .singleElement()
        .asString()
        .contains("cannot be reached: connection refused");
  }

  @Test
  void aWrongPasswordIsNamedAndNotShown() {
    CommandLine checked =
        doctor(
            "sendsms-url: " + kannel.sendsmsUrl(),
            "sendsms-params: {username: rapidsms, password: wrong-one}");

    assertThat(checked.lines("problem"))
        .singleElement()
        .asString()
        .contains("has no sendsms-user with username and password of sendsms-params");
    assertThat(checked.out()).doesNotContain("wrong-one");
  }

  @Test
  void aUrlThatIsNotSmsboxsIsNamed() {
    assertThat(doctor("sendsms-url: " + kannel.sendsmsUrl().resolve("/sms"), USER).lines("problem"))
        .singleElement()
        .asString()
        .contains("answers 404")
        .contains("sendsms-url may be wrong");
  }

  @Test
  void theStatusPageTellsThatNoPhoneNetworkIsThere() {
    CommandLine checked =
        doctor(
            "sendsms-url: " + kannel.sendsmsUrl(),
            USER,
            "status-url: " + kannel.statusUrl(),
            "status-password: foo");

    assertThat(checked.lines("problem"))
        .singleElement()
        .asString()
        .startsWith("no SMSC is connected to it");
    assertThat(checked.lines("ok"))
        .contains("an smsbox is connected to it", "bearerbox at " + kannel.statusUrl() + " runs");
  }

  @Test
  void aWrongStatusPasswordIsSomethingNotFoundOut() {
    CommandLine checked =
        doctor(
            "sendsms-url: " + kannel.sendsmsUrl(),
            USER,
            "status-url: " + kannel.statusUrl(),
            "status-password: wrong-one");

    assertThat(checked.exit()).isZero();
    assertThat(checked.lines("unknown")).anyMatch(line -> line.contains("status-password"));
    assertThat(checked.out()).doesNotContain("wrong-one");
  }

  @Test
  void withoutKannelsConfigurationWhatIsInItIsNotFoundOut() {
    CommandLine checked =
        doctor(folder.resolve("none.conf"), "sendsms-url: " + kannel.sendsmsUrl(), USER);

    assertThat(checked.lines("unknown"))
        .anyMatch(
            line -> line.endsWith("cannot be read; retries, lengths and get-url are not checked"));
    assertThat(checked.out()).contains("0 problems, 3 not found out");
  }

  @Test
  void whateverLosesOrDamagesMessagesInKannelsConfigurationIsNamed() throws IOException {
    Path conf =
        Files.writeString(
            folder.resolve("kannel.conf"),
            """
            group = smsbox
            bearerbox-host = 127.0.0.1

            group = sendsms-user
            username = "rapidsms"
            password = change-me
            max-messages = 3

            group = sms-service
            keyword = default
            get-url = "http://127.0.0.1:8000/kannel/gateway/?id=%p&text=%a&coding=%c"
            """);

    CommandLine checked =
        doctor(
            conf, "sendsms-url: " + kannel.sendsmsUrl(), USER, "secret: s3cret", "reply: response");

    assertThat(checked.lines("problem"))
        .satisfiesExactlyInAnyOrder(
            line -> assertThat(line).startsWith("http-request-retry of the smsbox group is 0"),
            line -> assertThat(line).startsWith("max-messages of the sendsms-user is 3"),
            line -> assertThat(line).startsWith("concatenation of the sendsms-user is off"),
            line -> assertThat(line).startsWith("neither sendsms-params has a from"),
            line -> assertThat(line).startsWith("the get-url has text=%a"),
            line -> assertThat(line).startsWith("the get-url lacks charset=%C"),
            line -> assertThat(line).startsWith("the get-url lacks external-id=%I"),
            line -> assertThat(line).startsWith("the get-url lacks the secret"),
            line -> assertThat(line).startsWith("max-messages of the sms-service is 1"),
            line -> assertThat(line).startsWith("accept-x-kannel-headers"),
            line -> assertThat(line).startsWith("the sms-service has neither omit-empty"));
    assertThat(checked.exit()).isEqualTo(1);
  }

  @Test
  void aServiceAndAUserOfOthersAreNotOurs() throws IOException {
    Files.writeString(
        folder.resolve("services.conf"),
        """
        group = sms-service
        keyword = other
        get-url = "http://127.0.0.1:8000/kannel/other/?id=%p&text=%a"
        """);
    Path conf =
        Files.writeString(
            folder.resolve("kannel.conf"),
            """
            group = smsbox
            http-request-retry = 5

            group = sendsms-user
            username = somebody
            max-messages = 3

            include = "FOLDER/services.conf"
            include = "FOLDER/missing.conf"
            include = "FOLDER/kannel.conf"
            """
                .replace("FOLDER", folder.toString()));

    CommandLine checked = doctor(conf, "sendsms-url: " + kannel.sendsmsUrl(), USER);

    assertThat(checked.lines("problem"))
        .satisfiesExactlyInAnyOrder(
            line -> assertThat(line).startsWith("no sendsms-user has the username"),
            line ->
                assertThat(line).startsWith("no sms-service has a get-url with /kannel/gateway/"));
    assertThat(checked.lines("unknown"))
        .contains("included, and cannot be read: " + folder.resolve("missing.conf"));
  }

  @Test
  void anUnknownBackendIsRefusedWithThoseThatThereAre() {
    Path file = CommandLine.configured(folder, 8000, "max-length: 3");

    CommandLine unknown = CommandLine.runOn(file, "doctor", "other");
    assertThat(unknown.exit()).isEqualTo(1);
    assertThat(unknown.err())
        .isEqualTo("no backend of the engine kannel is configured as other; configured: gateway\n");
  }

  private CommandLine doctor(String... settings) {
    // Not that of this machine, which may have a Kannel of its own.
    return doctor(folder.resolve("there-is-none.conf"), settings);
  }

  private CommandLine doctor(Path conf, String... settings) {
    Path file = CommandLine.configured(folder, 8000, settings);
    return CommandLine.run(file, "doctor", conf.toString());
  }
}
