package org.threadless.router.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.threadless.router.CapturedWarnings;
import org.threadless.router.app.Messenger;
import org.threadless.router.app.Phase;
import org.threadless.router.backend.DeliveryReports;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.engine.backlog.Deaths;
import org.threadless.router.engine.backlog.DueWork;
import org.threadless.router.engine.backlog.QueuedMessage;
import org.threadless.router.engine.call.Guard;
import org.threadless.router.engine.store.DatabaseTrouble;
import org.threadless.router.incoming.CarriedMessage;
import org.threadless.router.incoming.InlineRouting;
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

  private void letItBeAwayFor(String app, Phase phase) {
    router
        .app(app)
        .on(
            phase,
            message -> {
              throw away();
            });
  }

  private void letItBeAwayForOutgoing(String app) {
    router
        .app(app)
        .onOutgoing(
            message -> {
              throw away();
            });
  }

  private void assertToldOnceThatMessagesWait(Runnable work) {
    try (CapturedWarnings log = new CapturedWarnings(DatabaseTrouble.class)) {
      for (int i = 0; i < 20; i++) {
        assertNothingIsStoredOrSent(work);
      }

      assertThat(log.lines())
          .containsExactly("messages wait until the database is back: no connection");
    }
  }

  private static ReceivedReport report() {
    return new ReceivedReport(
        Fixture.ALICE.backend(),
        new MessageIds().next(),
        ReportedState.DELIVERED,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
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
    letItBeAwayFor("first", phase);

    assertNothingIsStoredOrSent(() -> router.incoming("hello"));
  }

  @Test
  void whereAReplyGoesOutTheMessageThatItAnswersIsToBeBroughtAgain() {
    letItBeAwayForOutgoing("guard");
    router.app("echo").on(Phase.HANDLE, message -> message.respond("hi") != null);

    assertNothingIsStoredOrSent(() -> router.incoming("hello"));
  }

  @Test
  void whereAMessageGoesOutItsSenderIsToldToSendItAgain() {
    letItBeAwayForOutgoing("guard");

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
  void theLogSaysOnceThatMessagesAndReportsAreRefusedAndNotForEachOfThem() {
    router
        .app("first")
        .on(
            Phase.HANDLE,
            message -> {
              throw away();
            })
        .onDelivered(
            each -> {
              throw away();
            });
    ReceivedReport report = report();
    router.store.sent.put(report.messageId(), Fixture.ALICE);
    try (CapturedWarnings log = new CapturedWarnings(DatabaseTrouble.class);
        CapturedWarnings ofGuard = new CapturedWarnings(Guard.class)) {
      for (int i = 0; i < 20; i++) {
        assertNothingIsStoredOrSent(() -> router.incoming("hello"));
        assertNothingIsStoredOrSent(
            () -> {
              boolean unused = router.get(DeliveryReports.class).report(report);
            });
      }

      assertThat(log.lines())
          .containsExactly("messages are refused because of the database: no connection");
      assertThat(ofGuard.lines()).isEmpty();
    }
  }

  @Test
  void theLogSaysThatWhatIsKeptElsewhereWaits() {
    letItBeAwayFor("first", Phase.HANDLE);
    CarriedMessage kept =
        new CarriedMessage(
            new MessageIds().next(),
            ReceivedMessage.of(Fixture.ALICE, "hello"),
            Instant.now(),
            false);
    assertToldOnceThatMessagesWait(() -> router.get(InlineRouting.class).route(kept));
  }

  @Test
  void theLogSaysThatWhatIsTakenUpWaits() {
    letItBeAwayFor("first", Phase.HANDLE);
    QueuedMessage queued =
        new QueuedMessage(
            new MessageIds().next(),
            ReceivedMessage.of(Fixture.ALICE, "hello"),
            Instant.now(),
            Deaths.none());
    assertToldOnceThatMessagesWait(() -> router.get(DueWork.class).deal(queued));
  }

  @Test
  void aClaimedMessageWaitsUntilTheDatabaseIsBack() {
    letItBeAwayFor("first", Phase.HANDLE);

    assertNothingIsStoredOrSent(
        () -> router.incoming(ReceivedMessage.of(Fixture.ALICE, "hello").withExternalId("7")));
    assertThat(router.store.backlog.letWait).hasSize(1);
  }

  @Test
  void aDeliveryReportIsToBeBroughtAgain() {
    ReceivedReport report = report();
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
