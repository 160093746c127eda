package org.threadless.backend.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.ReceivedReport;
import org.threadless.router.message.ReportedState;
import org.threadless.testing.CapturedLog;

/** Delivery reports as providers bring them. */
class ReportsTest {

  private static final UUID ID = UUID.fromString("019bffff-0000-7000-8000-000000000001");
  private static final UUID OTHER = UUID.fromString("019bffff-0000-7000-8000-000000000002");

  private static final String CHECKED =
      """
      check: [{equal: {$query.k: "{key}"}}]
      settings: {key: {value: s3cret, secret: true}}
      """;
  private static final String BY_TOKEN =
      CHECKED
          + """
          incoming: {identity: From, text: Body}
          report:
            methods: [GET, POST]
            state: MessageStatus
            states:
              accepted: [sent]
              buffered: [waiting]
              delivered: [delivered, read]
              failed: [undelivered, failed, canceled]
              rejected: [spam]
              ignore: [queued]
            text: [ErrorMessage, ErrorCode]
            source: Carrier
            time: {at: At, as: yyMMddHHmm}
          """;
  private static final String BY_OUR_ID =
      CHECKED
          + """
          incoming: {when: {/event: in}, identity: /from, text: /text}
          report:
            - {when: {/event: sent}, message-id: /id, is: accepted}
            - {when: {/event: delivered}, message-id: /id, is: delivered}
            - {when: {/event: [failed, cancelled]}, message-id: /id, is: failed, text: /reason}
          """;
  private static final String BY_GATEWAY_ID =
      """
      incoming: {each: /in, identity: /from, text: /text}
      report:
        each: /results
        gateway-id: [/parent, /id]
        state: /status/groupName
        states: {delivered: [DELIVERED], failed: [EXPIRED]}
      """;

  private ReceptionServer server;

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "sent, ACCEPTED",
    "waiting, BUFFERED",
    "delivered, DELIVERED",
    "READ, DELIVERED",
    "undelivered, FAILED",
    "spam, REJECTED",
    "martian, UNKNOWN"
  })
  void aReportWithOurTokenNeedsNoCheck(String word, ReportedState state) {
    server = new ReceptionServer(BY_TOKEN);

    assertThat(token(ID, "token-of-" + ID, "MessageStatus=" + word)).isEqualTo(200);

    assertThat(server.reports().all())
        .extracting(ReceivedReport::messageId, ReceivedReport::state)
        .containsExactly(tuple(ID, state));
  }

  @Test
  void textSourceAndTimeAreKept() {
    server = new ReceptionServer(BY_TOKEN);

    token(ID, "token-of-" + ID, "MessageStatus=failed&ErrorCode=30003&Carrier=X&At=2601311530");
    token(ID, "token-of-" + ID, "MessageStatus=martian&ErrorCode=30003&At=soon");

    assertThat(server.reports().all().get(0))
        .isEqualTo(
            report(
                ID,
                ReportedState.FAILED,
                Optional.of("30003"),
                Optional.of("X"),
                Optional.of(Instant.parse("2026-01-31T15:30:00Z"))));
    assertThat(server.reports().all().get(1))
        .isEqualTo(
            report(
                ID,
                ReportedState.UNKNOWN,
                Optional.of("state=martian 30003"),
                Optional.empty(),
                Optional.empty()));
  }

  @Test
  void aReportByGetIsTakenToo() {
    server = new ReceptionServer(BY_TOKEN);

    assertThat(
            server
                .get("report?m=" + ID + "&t=token-of-" + ID + "&MessageStatus=delivered")
                .statusCode())
        .isEqualTo(200);
    assertThat(server.reports().all()).hasSize(1);
  }

  @Test
  void whatIsNoNewsIsNotKept() {
    server = new ReceptionServer(BY_TOKEN);

    assertThat(token(ID, "token-of-" + ID, "MessageStatus=queued")).isEqualTo(200);

    assertThat(server.reports().all()).isEmpty();
  }

  @Test
  void anotherTokenIsDeniedWhateverElseHolds() {
    server = new ReceptionServer(BY_TOKEN);

    assertThat(token(ID, "token-of-" + OTHER, "MessageStatus=sent")).isEqualTo(403);
    assertThat(token(ID, "", "MessageStatus=sent")).isEqualTo(403);
    assertThat(server.form("report?k=s3cret&m=" + ID, "MessageStatus=sent").statusCode())
        .isEqualTo(403);
    assertThat(server.form("report?t=x&m=no-id", "MessageStatus=sent").statusCode()).isEqualTo(403);
    assertThat(server.reports().all()).isEmpty();
  }

  @Test
  void aTokenOpensNothingButTheReportsOfItsMessage() {
    server = new ReceptionServer(BY_TOKEN);

    assertThat(server.form("?m=" + ID + "&t=token-of-" + ID, "From=1&Body=a").statusCode())
        .isEqualTo(403);
    assertThat(server.messages()).isEmpty();
  }

  @Test
  void aReportWithoutAStateIsNone() {
    server = new ReceptionServer(BY_TOKEN);

    assertThat(token(ID, "token-of-" + ID, "x=1")).isEqualTo(400);
  }

  @Test
  void reportsMayBeAtTheUrlOfMessagesAndAreToldApart() {
    server = new ReceptionServer(BY_OUR_ID);

    byOurId("{'event': 'in', 'from': '1', 'text': 'a'}");
    byOurId("{'event': 'sent', 'id': '" + ID + "'}");
    byOurId("{'event': 'delivered', 'id': '" + ID + "'}");
    byOurId("{'event': 'cancelled', 'id': '" + OTHER + "', 'reason': 'why'}");
    byOurId("{'event': 'ping'}");

    assertThat(server.messages()).hasSize(1);
    assertThat(server.reports().all())
        .containsExactly(
            report(ID, ReportedState.ACCEPTED),
            report(ID, ReportedState.DELIVERED),
            report(
                OTHER,
                ReportedState.FAILED,
                Optional.of("why"),
                Optional.empty(),
                Optional.empty()));
  }

  @Test
  void aReportByOurIdNeedsTheCheck() {
    server = new ReceptionServer(BY_OUR_ID);

    String body = "{\"event\": \"sent\", \"id\": \"" + ID + "\"}";
    assertThat(server.json("?k=wrong", body).statusCode()).isEqualTo(403);
    assertThat(server.reports().all()).isEmpty();
  }

  @Test
  void aReportOnWhatWeHaveNotSentIsFineAndTold() {
    server = new ReceptionServer(BY_OUR_ID);

    try (CapturedLog log = new CapturedLog(HttpGatewayPlugin.class)) {
      byOurId("{'event': 'sent', 'id': '4711'}");
      byOurId("{'event': 'sent', 'id': '4712'}");

      assertThat(log.lines())
          .filteredOn(line -> line.contains("none of ours"))
          .singleElement()
          .asString()
          .startsWith("backend g: a delivery report");
    }
    assertThat(server.reports().all()).isEmpty();
  }

  @Test
  void aReportThatComesBeforeItsMessageHasAnIdComesAgainAndTheOthersAreTaken() {
    server = new ReceptionServer(BY_GATEWAY_ID);
    server.reports().sent("g2", ID);
    String body =
        "{\"results\": [{\"id\": \"g1\", \"status\": {\"groupName\": \"DELIVERED\"}},"
            + " {\"id\": \"x\", \"parent\": \"g2\", \"status\": {\"groupName\": \"EXPIRED\"}}]}";

    assertThat(server.json("", body).statusCode()).isEqualTo(503);
    ReceivedReport expired =
        report(
            ID,
            ReportedState.FAILED,
            Optional.of("state=EXPIRED"),
            Optional.empty(),
            Optional.empty());
    assertThat(server.reports().all()).containsExactly(expired);

    server.reports().sent("g1", OTHER);
    assertThat(server.json("", body).statusCode()).isEqualTo(200);
    assertThat(server.reports().all())
        .containsExactly(expired, report(OTHER, ReportedState.DELIVERED));
  }

  @Test
  void ofWordsThatNobodyKnowsThereIsOneLineAMinute() {
    server = new ReceptionServer(BY_TOKEN);

    try (CapturedLog log = new CapturedLog(HttpGatewayPlugin.class)) {
      for (String word : List.of("lunar%0A", "martian", "venusian")) {
        token(ID, "token-of-" + ID, "MessageStatus=" + word);
      }

      assertThat(log.lines())
          .filteredOn(line -> line.contains("has the state"))
          .singleElement()
          .asString()
          .contains("backend g: ", "the state lunar?,");
    }
  }

  @Test
  void aPlainFormMayHaveReports() {
    server =
        new ReceptionServer(
            "incoming-identity: from\nreport: {state: s, states: {delivered: [ok]}}");

    assertThat(server.form("", "from=1&text=a").body()).isEqualTo("OK");
    assertThat(token(ID, "token-of-" + ID, "s=ok")).isEqualTo(200);
    assertThat(server.messages()).hasSize(1);
    assertThat(server.reports().all()).hasSize(1);
  }

  private int token(UUID message, String token, String form) {
    return server.form("report?m=" + message + "&t=" + token, form).statusCode();
  }

  private void byOurId(String json) {
    assertThat(server.json("?k=s3cret", json.replace('\'', '"')).statusCode()).isEqualTo(200);
  }

  private static ReceivedReport report(UUID id, ReportedState state) {
    return report(id, state, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static ReceivedReport report(
      UUID id,
      ReportedState state,
      Optional<String> text,
      Optional<String> source,
      Optional<Instant> time) {
    return new ReceivedReport(new BackendName("g"), id, state, text, source, time);
  }
}
