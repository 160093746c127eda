package org.threadless.router.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.threadless.router.app.Messenger;
import org.threadless.router.app.Phase;
import org.threadless.router.backend.DeliveryReports;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.router.message.ReceivedReport;
import org.threadless.router.message.ReportedState;

/** Where the database is away for an app, that is not the app's own: nothing is stored or sent. */
class DatabaseAwayTest {

  private final Fixture router = new Fixture();

  private static StoreUnavailableException away() {
    return new StoreUnavailableException("no connection", null);
  }

  private void assertNothingIsStoredOrSent(Runnable work) {
    assertThatThrownBy(work::run)
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessage("no connection");
    assertThat(router.store.routed).isEmpty();
    assertThat(router.store.started).isEmpty();
    assertThat(router.store.reported).isEmpty();
    assertThat(router.sent).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"FILTER", "PARSE", "HANDLE", "DEFAULT", "CLEANUP"})
  void inAnIncomingPhaseTheMessageIsToBeBroughtAgain(Phase phase) {
    router
        .app("first")
        .on(
            phase,
            message -> {
              throw away();
            });

    assertNothingIsStoredOrSent(() -> router.incoming("hello"));
  }

  @Test
  void whereAReplyGoesOutTheMessageThatItAnswersIsToBeBroughtAgain() {
    router
        .app("guard")
        .onOutgoing(
            message -> {
              throw away();
            });
    router.app("echo").on(Phase.HANDLE, message -> message.respond("hi") != null);

    assertNothingIsStoredOrSent(() -> router.incoming("hello"));
  }

  @Test
  void whereAMessageGoesOutItsSenderIsToldToSendItAgain() {
    router
        .app("guard")
        .onOutgoing(
            message -> {
              throw away();
            });

    assertNothingIsStoredOrSent(
        () -> {
          List<?> unused = router.get(Messenger.class).send("hi", Fixture.ALICE);
        });
  }

  @Test
  void whatAnAppMakesOfItChangesNothing() {
    router
        .app("guard")
        .onOutgoing(
            message -> {
              throw new IllegalStateException("no idea", new RuntimeException(away()));
            });
    router.app("echo").on(Phase.HANDLE, message -> message.respond("hi") != null);

    assertNothingIsStoredOrSent(() -> router.incoming("hello"));
  }

  @Test
  void aClaimedMessageWaitsUntilTheDatabaseIsBack() {
    router
        .app("first")
        .on(
            Phase.HANDLE,
            message -> {
              throw away();
            });

    assertNothingIsStoredOrSent(
        () -> router.incoming(ReceivedMessage.of(Fixture.ALICE, "hello").withExternalId("7")));
    assertThat(router.store.backlog.letWait).hasSize(1);
  }

  @Test
  void aDeliveryReportIsToBeBroughtAgain() {
    ReceivedReport report =
        new ReceivedReport(
            Fixture.ALICE.backend(),
            new MessageIds().next(),
            ReportedState.DELIVERED,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    router.store.sent.put(report.messageId(), Fixture.ALICE);
    router
        .app("first")
        .onDelivered(
            each -> {
              throw away();
            });

    assertNothingIsStoredOrSent(
        () -> {
          boolean unused = router.get(DeliveryReports.class).report(report);
        });
  }

  @Test
  void whatABackendThrowsIsStillItsOwn() {
    router.app("echo").on(Phase.HANDLE, message -> message.respond("hi") != null);
    router.publicBackend =
        message -> {
          throw away();
        };

    router.incoming("hello");

    assertThat(router.store.routed).hasSize(1);
    assertThat(router.store.backlog.postponed).hasSize(1);
  }
}
