package org.threadless.backend.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.threadless.router.backend.SendResult;
import org.threadless.router.message.BackendName;
import org.threadless.testing.CapturedLog;

/** What is told of answers that have no id where one is looked for. */
class MissingIdsTest {

  private static final String OUTGOING =
      "outgoing: {url: 'http://127.0.0.1/', form: {to: '{to}'}, id: [/id, /ids/0]}\n";

  @Test
  void theLogHasALineAMinuteThatNamesBackendAndPlace() {
    HttpBackendSettings settings =
        Yaml.settings(
            OUTGOING
                + "incoming: {identity: /from, text: /text}\n"
                + "report: {gateway-id: /id, is: delivered}\n");
    MissingIds missing =
        new MissingIds(new BackendName("gateway"), settings, InstantSource.system());

    try (CapturedLog log = new CapturedLog(MissingIdsTest.class)) {
      missing.warn(SendResult.accepted("gw-1"));
      missing.warn(SendResult.refused("no"));
      assertThat(log.lines()).isEmpty();
      missing.warn(SendResult.accepted());
      missing.warn(SendResult.accepted());
      assertThat(log.lines())
          .singleElement()
          .asString()
          .contains(
              "backend gateway: a message was accepted, and the answer has no id of the gateway's at"
                  + " /id or /ids/0: see outgoing.id; reports by gateway-id will not find the message");
    }
  }

  @Test
  void whereNoneIsLookedForNoneIsMissing() {
    HttpBackendSettings settings =
        Yaml.settings("outgoing: {url: 'http://127.0.0.1/', form: {to: '{to}'}}\n");

    assertThat(MissingIds.problem(SendResult.accepted(), settings)).isEmpty();
    assertThat(MissingIds.problem(SendResult.accepted(), Yaml.settings(OUTGOING)))
        .hasValueSatisfying(line -> assertThat(line).doesNotContain("reports"));
  }
}
