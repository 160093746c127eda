package org.threadless.router.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.threadless.router.app.App;
import org.threadless.router.app.Messenger;
import org.threadless.router.backend.DeliveryReports;
import org.threadless.router.backend.ReportResult;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.engine.sending.FailedMessages;
import org.threadless.router.engine.store.AppError;
import org.threadless.router.engine.store.Reported;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.DeliveryReport;
import org.threadless.router.message.GatewayReport;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.router.message.ReceivedReport;
import org.threadless.router.message.ReportedState;

class DeliveryReportsTest {

  private static final BackendName GATEWAY = Fixture.ALICE.backend();

  private final Fixture router = new Fixture();
  private final UUID message = new MessageIds().next();

  @BeforeEach
  void aMessageIsSent() {
    router.store.sent.put(message, Fixture.ALICE);
  }

  @Test
  void everyAppSeesAReportInTheOrderOfTheConfiguration() {
    List<DeliveryReport> seen = new ArrayList<>();
    router.app("first").onDelivered(seen::add);
    router.app("second").onDelivered(seen::add);

    assertThat(report(ReportedState.DELIVERED)).isTrue();

    assertThat(router.calls).containsExactly("first delivered", "second delivered");
    assertThat(seen).hasSize(2).containsOnly(router.store.reports(message).get(0));
    assertThat(seen.get(0).connection()).isEqualTo(Fixture.ALICE);
    assertThat(seen.get(0).status()).isEqualTo(OutgoingStatus.DELIVERED);
    assertThat(seen.get(0).text()).contains("ACK/");
  }

  @Test
  void anAppWithoutThePhaseIsNotCalled() {
    router.app("plain", Plain.class, Plain::new);

    assertThat(report(ReportedState.DELIVERED)).isTrue();
    assertThat(router.store.reported).hasSize(1);
  }

  @Test
  void anAppThatThrowsLosesItsOwnMessagesAndTheNextOneGoesOn() {
    router
        .app("first")
        .onDelivered(
            report -> {
              router.get(Messenger.class).send("dropped", Fixture.BOB);
              throw new IllegalStateException("broken");
            });
    router
        .app("second")
        .onDelivered(report -> router.get(Messenger.class).send("kept", Fixture.BOB));

    assertThat(report(ReportedState.FAILED)).isTrue();

    assertThat(router.sent).containsExactly("private/4445556666: kept");
    assertThat(router.store.calls).containsSubsequence("mark", "undo", "mark", "commit", "close");
    assertThat(router.store.reported.get(0).errors())
        .containsExactly(
            new AppError("first", "delivered", "java.lang.IllegalStateException: broken"));
  }

  @Test
  void whatAReportSaysHasFailedIsCountedOnceAndADeliveredOneIsNot() {
    report(ReportedState.DELIVERED);
    assertThat(router.get(FailedMessages.class).counts()).isEmpty();
    report(ReportedState.FAILED);
    assertThat(router.get(FailedMessages.class).counts()).isEmpty();

    router.store.statuses.put(message, OutgoingStatus.SENT);
    report(ReportedState.FAILED);
    report(ReportedState.FAILED);

    assertThat(router.get(FailedMessages.class).counts()).containsEntry("public", 1L);
  }

  @Test
  void whatAnAppSendsIsStoredWithTheReportAndSentAfterwards() {
    router
        .app("first")
        .onDelivered(report -> router.get(Messenger.class).send("lost", Fixture.BOB));

    report(ReportedState.FAILED);

    Reported reported = router.store.reported.get(0);
    assertThat(reported.outgoing()).extracting(each -> each.message().text()).contains("lost");
    assertThat(router.store.calls).containsSubsequence("commit", "close", "record");
  }

  @Test
  void appsAreAskedAnewWhereAnotherReportWasFaster() {
    router
        .app("first")
        .onDelivered(
            report -> {
              if (report.hasChangedStatus()) {
                router.get(Messenger.class).send("lost", Fixture.BOB);
              }
              router.store.statuses.put(message, OutgoingStatus.DELIVERED);
            });

    assertThat(report(ReportedState.FAILED)).isTrue();

    assertThat(router.sent).isEmpty();
    assertThat(router.store.reported)
        .singleElement()
        .matches(each -> each.report().statusBefore() == OutgoingStatus.DELIVERED)
        .matches(each -> each.outgoing().isEmpty());
    assertThat(router.store.calls)
        .containsSubsequence("mark", "late", "close", "mark", "commit", "close");
  }

  @Test
  void aReportOnAMessageThatNeverComesToRestIsSentAgainLater() {
    OutgoingStatus[] next = {OutgoingStatus.QUEUED};
    router
        .app("first")
        .onDelivered(
            report -> {
              router.store.statuses.put(message, next[0]);
              next[0] = report.statusBefore();
            });

    assertThatThrownBy(() -> report(ReportedState.UNKNOWN))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessage("message " + message + " is being changed by others");
    assertThat(router.store.reported).isEmpty();
  }

  @Test
  void aReportOnAMessageThatIsNotOursOrWentByAnotherBackendIsNotTaken() {
    router.app("first");

    assertThat(reports().report(received(Fixture.ALICE, new MessageIds().next()))).isFalse();
    assertThat(reports().report(received(Fixture.BOB, message))).isFalse();

    assertThat(router.calls).isEmpty();
    assertThat(router.store.calls).doesNotContain("commit");
  }

  @Test
  void aReportIsKeptThoughAnAppCannotBeMade() {
    router.app(
        "broken",
        ScriptedApp.class,
        () -> {
          throw new IllegalStateException("no app");
        });

    assertThat(report(ReportedState.DELIVERED)).isTrue();

    assertThat(router.store.reported.get(0).errors())
        .containsExactly(new AppError("", "", "java.lang.IllegalStateException: no app"));
  }

  @Test
  void withoutADatabaseAReportIsNotTaken() {
    router.store.onCommit = new StoreUnavailableException("gone", null);

    assertThatThrownBy(() -> report(ReportedState.DELIVERED))
        .isInstanceOf(StoreUnavailableException.class);
  }

  @Test
  void eachMessageHasATokenOfItsOwn() {
    UUID other = new MessageIds().next();
    String token = reports().token(GATEWAY, message);

    assertThat(token).matches("[0-9a-f]{32}").isEqualTo(reports().token(GATEWAY, message));
    assertThat(reports().token(GATEWAY, other)).isNotEqualTo(token);
    assertThat(reports().isToken(GATEWAY, message, token)).isTrue();
    assertThat(reports().isToken(GATEWAY, other, token)).isFalse();
    assertThat(reports().isToken(GATEWAY, message, "")).isFalse();
    assertThat(reports().isToken(GATEWAY, message, token.substring(1))).isFalse();
  }

  @Test
  void aTokenIsOneBackendsAndNoOthers() {
    BackendName other = new BackendName("other");

    assertThat(reports().isToken(other, message, reports().token(GATEWAY, message))).isFalse();
    assertThat(reports().token(other, message)).isNotEqualTo(reports().token(GATEWAY, message));
  }

  @Test
  void aTokenOfTheTimeBeforeTheyWereABackendsIsStillTaken() throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    byte[] key = router.store.secret("delivery-reports").reveal().getBytes(StandardCharsets.UTF_8);
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    byte[] bytes = mac.doFinal(message.toString().getBytes(StandardCharsets.UTF_8));

    String old = HexFormat.of().formatHex(bytes).substring(0, 32);

    assertThat(reports().isToken(GATEWAY, message, old)).isTrue();
  }

  @Test
  void aReportWithTheGatewaysIdIsOneOnTheMessageThatGotThatId() {
    router.store.gatewayIds.put("gw-1", message);
    router.app("first");

    assertThat(reports().report(named("gw-1", Fixture.ALICE))).isEqualTo(ReportResult.STORED);

    assertThat(router.calls).containsExactly("first delivered");
    assertThat(router.store.reports(message)).singleElement().matches(r -> r.text().isPresent());
  }

  @Test
  void aReportThatComesBeforeTheGatewaysIdIsRecordedIsAskedForAgain() {
    assertThat(reports().report(named("gw-1", Fixture.ALICE))).isEqualTo(ReportResult.NOT_YET);

    router.store.gatewayIds.put("gw-1", message);

    assertThat(reports().report(named("gw-1", Fixture.ALICE))).isEqualTo(ReportResult.STORED);
    assertThat(router.store.reports(message)).hasSize(1);
  }

  @Test
  void theIdOfAnotherBackendsGatewayIsNotKnown() {
    router.store.gatewayIds.put("gw-1", message);

    assertThat(reports().report(named("gw-1", Fixture.BOB))).isEqualTo(ReportResult.NOT_YET);
    assertThat(router.store.calls).isEmpty();
  }

  private static GatewayReport named(
      String gatewayId, org.threadless.router.message.Connection by) {
    return new GatewayReport(
        by.backend(),
        gatewayId,
        ReportedState.DELIVERED,
        Optional.of("ok"),
        Optional.empty(),
        Optional.empty());
  }

  private boolean report(ReportedState state) {
    return reports()
        .report(
            new ReceivedReport(
                Fixture.ALICE.backend(),
                message,
                state,
                Optional.of("ACK/"),
                Optional.empty(),
                Optional.empty()));
  }

  private static ReceivedReport received(
      org.threadless.router.message.Connection by, UUID message) {
    return new ReceivedReport(
        by.backend(),
        message,
        ReportedState.DELIVERED,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private DeliveryReports reports() {
    return router.get(DeliveryReports.class);
  }

  /** An app that wants no reports. */
  private static final class Plain implements App {}
}
