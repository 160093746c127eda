package org.threadless.backend.kannel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.threadless.kannel.rig.Kannel;
import org.threadless.testrig.Ports;

/** What {@code router kannel config} prints, and a real Kannel that is given it. */
@NeedsKannel
class ConfigCommandTest {

  // What needs to be quoted in Kannel's file, in a YAML file, or in a URL.
  private static final String PASSWORD = "p#a\"s\\s = %41&+'";

  @TempDir private Path folder;

  @Test
  void kannelWorksWithWhatIsPrinted() {
    int port = Ports.free();
    try (Kannel kannel = new Kannel(folder)) {
      String[] settings = {
        "sendsms-url: " + kannel.sendsmsUrl(),
        "sendsms-params: {username: rapidsms, password: '" + PASSWORD.replace("'", "''") + "',",
        "                 from: 8080, smsc: fake1}",
        "secret: s3cret-of.this_gateway~",
        "delivery-report-url: http://127.0.0.1:" + port + "/",
        "status-url: " + kannel.statusUrl(),
      };
      Path file = CommandLine.configured(folder, port, settings);
      CommandLine printed = CommandLine.run(file, "config");
      assertThat(printed.err()).isEmpty();
      assertThat(printed.exit()).isZero();

      try (GatewayRouter router = GatewayRouter.start(folder, port, settings)) {
        kannel.withBoxes(printed.out()).start();
        kannel.phones().say("254700111222 8080 text echo hello");

        assertThat(kannel.phones().await(1).get(0).text()).isEqualTo("hello");
        CommandLine checked = CommandLine.run(file, "doctor", kannel.configuration().toString());
        assertThat(checked.lines("problem")).isEmpty();
        assertThat(checked.exit()).isZero();
        assertThat(checked.lines("ok")).hasSizeGreaterThan(12);
        assertThat(checked.out()).doesNotContain(PASSWORD).doesNotContain("s3cret");
      }
    }
  }

  @Test
  void aReplyInTheResponseNeedsLengthsAndHeaders() {
    Path file = CommandLine.configured(folder, 8000, "reply: response", "max-length: 3");

    String printed = CommandLine.run(file, "config").out();

    String service = printed.substring(printed.indexOf("group = sms-service"));
    assertThat(service)
        .contains("max-messages = 3\n")
        .contains("accept-x-kannel-headers = true\n")
        .contains("omit-empty = true\n")
        .contains("get-url = \"http://127.0.0.1:8000/kannel/gateway/?id=%p&text=%b&");
  }

  @Test
  void whatTheRouterDoesNotKnowIsLeftOpen() {
    Path file = CommandLine.configured(folder, 8000, "max-length: 3");

    assertThat(CommandLine.run(file, "config").out())
        .contains("# username: sendsms-params of the router has none yet")
        .contains("# default-sender: needed");
  }
}
