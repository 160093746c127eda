package org.threadless.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.threadless.router.backend.SendResult;
import org.threadless.router.conversation.Direction;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.engine.backlog.Backlog;
import org.threadless.router.engine.backlog.Failure;
import org.threadless.router.engine.store.AppError;
import org.threadless.router.engine.store.MessageStore;
import org.threadless.router.engine.store.Planned;
import org.threadless.router.engine.store.Reported;
import org.threadless.router.engine.store.SendOutcome;
import org.threadless.router.engine.store.UnitOfWork;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.DeliveryReport;
import org.threadless.router.message.GatewayReport;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.router.message.ReceivedReport;
import org.threadless.router.message.ReportedState;
import org.threadless.storage.pool.DatabaseSettings;

/** What a store does with delivery reports, on every database. */
abstract class DeliveryReportContract {

  private static final Connection ALICE = Connection.of("public", "1112223333");
  private static final Instant REPORTED_AT = Instant.parse("2026-10-25T00:30:00Z");

  private final MessageIds ids = new MessageIds();
  private final InstantSource clock = Clock.systemUTC();

  private Database database;
  private boolean isDeletedByHand;
  private MessageStore store;
  private OutgoingMessage message;

  /** Returns the settings of a database; the first time it is empty. */
  abstract DatabaseSettings settings() throws Exception;

  @BeforeEach
  void open() throws Exception {
    database = Database.open(settings(), clock);
    store = database.messages();
    message = planned("hello");
  }

  @AfterEach
  void close() {
    if (!isDeletedByHand) {
      CountedMessages.assertRight(database);
    }
    database.close();
  }

  @Test
  void everyReportIsKeptAsItCame() {
    record(SendResult.accepted());
    report(ReportedState.ACCEPTED);
    report(ReportedState.DELIVERED);
    report(ReportedState.DELIVERED);

    List<DeliveryReport> reports = store.reports(message.id());

    assertThat(reports)
        .extracting(DeliveryReport::state)
        .containsExactly(ReportedState.ACCEPTED, ReportedState.DELIVERED, ReportedState.DELIVERED);
    assertThat(reports)
        .extracting(DeliveryReport::hasChangedStatus)
        .containsExactly(false, true, false);
    DeliveryReport first = reports.get(0);
    assertThat(first.connection()).isEqualTo(ALICE);
    assertThat(first.text()).contains("ACK/\u00E9");
    assertThat(first.source()).contains("fake1");
    assertThat(first.reportedAt()).contains(REPORTED_AT);
    assertThat(store.reports(ids.next())).isEmpty();
  }

  @Test
  void deliveredIsTheLastWordWhateverTheOrder() {
    report(ReportedState.DELIVERED);
    report(ReportedState.ACCEPTED);
    report(ReportedState.FAILED);
    record(SendResult.accepted());
    record(SendResult.refused("late"));

    assertThat(stored().status()).isEqualTo(OutgoingStatus.DELIVERED);
    assertThat(stored().reason()).isEmpty();
  }

  @Test
  void aFailureThatCameFromAReportIsReplacedByDelivered() {
    record(SendResult.accepted());
    report(ReportedState.REJECTED);
    assertThat(stored().status()).isEqualTo(OutgoingStatus.FAILED);
    assertThat(stored().reason()).contains("a delivery report says rejected: ACK/\u00E9");

    report(ReportedState.DELIVERED);
    assertThat(stored().status()).isEqualTo(OutgoingStatus.DELIVERED);
    assertThat(stored().reason()).isEmpty();
  }

  @Test
  void aFailureOfAnotherKindIsReplacedByDeliveredToo() {
    record(SendResult.refused("given up after 72h: busy"));
    report(ReportedState.DELIVERED);

    assertThat(stored().status()).isEqualTo(OutgoingStatus.DELIVERED);
    assertThat(stored().reason()).isEmpty();
  }

  @Test
  void aFailureIsNotReplacedByAnythingLess() {
    record(SendResult.refused("no such number"));
    report(ReportedState.ACCEPTED);
    report(ReportedState.REJECTED);

    assertThat(stored().status()).isEqualTo(OutgoingStatus.FAILED);
    assertThat(stored().reason()).contains("no such number");
  }

  @Test
  void whatIsDeliveredIsNotSentAgainThoughItWaitsForThat() {
    Backlog backlog = database.backlog();
    Failure late = new Failure("the gateway did not answer", 1, 1, clock.instant());
    backlog.postpone(message, Optional.of(late), late.at());
    // It is stored when this has answered; until then the report could not end its waiting.
    assertThat(backlog.waiting()).hasSize(1);

    report(ReportedState.DELIVERED);

    assertThat(stored().status()).isEqualTo(OutgoingStatus.DELIVERED);
    assertThat(stored().reason()).isEmpty();
    assertThat(backlog.waiting()).isEmpty();
    assertThat(backlog.holds(ALICE, Direction.OUT)).isFalse();
  }

  @Test
  void aReportThatNobodyUnderstandsIsKeptAndChangesNothing() {
    Backlog backlog = database.backlog();
    backlog.postpone(message, Optional.empty(), Instant.now());

    report(ReportedState.UNKNOWN);

    assertThat(stored().status()).isEqualTo(OutgoingStatus.QUEUED);
    assertThat(backlog.waiting()).hasSize(1);
    assertThat(store.reports(message.id()))
        .extracting(DeliveryReport::state)
        .containsExactly(ReportedState.UNKNOWN);
  }

  @Test
  void aReportOnAMessageWhoseSendingIsNotRecordedSaysThatItWasSent() {
    report(ReportedState.BUFFERED);

    assertThat(stored().status()).isEqualTo(OutgoingStatus.SENT);
  }

  @Test
  void aReportByAnotherBackendOrOnNoMessageIsNotTaken() {
    assertThat(asked(received("private", message.id(), ReportedState.FAILED))).isEmpty();
    assertThat(asked(received("public", ids.next(), ReportedState.FAILED))).isEmpty();
    assertThat(stored().status()).isEqualTo(OutgoingStatus.QUEUED);
  }

  @Test
  void aPreviewStoresNothing() {
    assertThat(preview(ReportedState.DELIVERED).status()).isEqualTo(OutgoingStatus.DELIVERED);

    assertThat(store.reports(message.id())).isEmpty();
    assertThat(stored().status()).isEqualTo(OutgoingStatus.QUEUED);
  }

  @Test
  void aReportThatMeansSomethingElseByNowIsNotStored() {
    DeliveryReport failed = preview(ReportedState.FAILED);
    report(ReportedState.DELIVERED);

    assertThat(commit(failed)).isFalse();

    assertThat(store.reports(message.id())).hasSize(1);
    assertThat(stored().status()).isEqualTo(OutgoingStatus.DELIVERED);
  }

  @Test
  void whatOneReportHasToldNoOtherTells() {
    DeliveryReport delivered = preview(ReportedState.DELIVERED);
    report(ReportedState.DELIVERED);

    assertThat(commit(delivered)).isFalse();
  }

  @Test
  void aReportIsStoredThoughItsSendingWasRecordedMeanwhile() {
    DeliveryReport delivered = preview(ReportedState.DELIVERED);
    record(SendResult.accepted());

    assertThat(commit(delivered)).isTrue();

    assertThat(stored().status()).isEqualTo(OutgoingStatus.DELIVERED);
  }

  @Test
  void aReportOnAMessageThatWasDeletedMeanwhileIsNotStored() throws Exception {
    DeliveryReport delivered = preview(ReportedState.DELIVERED);
    delete(message);

    assertThat(commit(delivered)).isFalse();
  }

  @Test
  void whatAnAppThrewAndSentIsStoredWithTheReport() throws Exception {
    OutgoingMessage alert = outgoing("it failed");
    try (UnitOfWork work = store.begin()) {
      DeliveryReport report = preview(ReportedState.FAILED);
      work.mark();
      work.commit(
          new Reported(
              report,
              List.of(new AppError("billing", "delivered", "broken")),
              List.of(new Planned(alert, OutgoingStatus.QUEUED, List.of()))));
    }

    assertThat(store.conversation(ALICE, 10))
        .extracting(StoredMessage::text)
        .containsExactly("hello", "it failed");
    try (var connection = TestConnection.to(settings());
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT message_id, app FROM message_error")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getObject(1, UUID.class)).isEqualTo(message.id());
      assertThat(rows.getString(2)).isEqualTo("billing");
    }
  }

  @Test
  void reportsThatComeAtTheSameMomentAllCountAndDeliveredWins() throws Exception {
    record(SendResult.accepted());
    atOnce(
        List.of(
            () -> report(ReportedState.FAILED),
            () -> report(ReportedState.DELIVERED),
            () -> report(ReportedState.ACCEPTED),
            () -> report(ReportedState.REJECTED)));

    assertThat(store.reports(message.id())).hasSize(4);
    assertThat(stored().status()).isEqualTo(OutgoingStatus.DELIVERED);
  }

  @Test
  void aSecretIsMadeOnceForEachNameAndOutlivesTheProcess() throws Exception {
    List<String> made =
        atOnce(List.of(this::revealed, this::revealed, this::revealed, this::revealed));

    assertThat(made.get(0)).matches("[0-9a-f]{64}");
    assertThat(made).containsOnly(made.get(0));
    assertThat(store.secret("other").reveal()).isNotEqualTo(made.get(0));
    database.close();
    database = Database.open(settings(), clock);
    assertThat(database.messages().secret("reports").reveal()).isEqualTo(made.get(0));
  }

  @Test
  void aMessageIsFoundByTheIdThatItsGatewayGaveAsSoonAsThatIsRecorded() {
    assertThat(store.sentAs("gw-1", ALICE.backend())).isEmpty();

    store.record(List.of(outcome(message, SendResult.accepted("gw-1"))));

    assertThat(store.sentAs("gw-1", ALICE.backend())).contains(message.id());
    assertThat(store.sentAs("GW-1", ALICE.backend())).isEmpty();
    assertThat(store.sentAs("gw-1", new BackendName("private"))).isEmpty();
  }

  @Test
  void ofMessagesWithOneGatewayIdTheLastToGetItIsFound() {
    OutgoingMessage second = planned("again");
    Instant first = clock.instant();
    SendResult result = SendResult.accepted("gw-1");
    store.record(List.of(new SendOutcome(second.id(), result, first)));
    store.record(List.of(new SendOutcome(message.id(), result, first.plusMillis(1))));

    assertThat(store.sentAs("gw-1", ALICE.backend())).contains(message.id());
  }

  @Test
  void aGatewayIdIsKeptThoughAReportWasFaster() {
    report(ReportedState.DELIVERED);
    record(SendResult.accepted("gw-1"));

    assertThat(stored().status()).isEqualTo(OutgoingStatus.DELIVERED);
    assertThat(store.sentAs("gw-1", ALICE.backend())).contains(message.id());
  }

  @Test
  void noGatewayIdKeepsAnOutcomeFromBeingRecorded() {
    OutgoingMessage second = planned("again");
    OutgoingMessage third = planned("and again");
    String longest = "\uD83D\uDE00".repeat(127) + "1";
    store.record(
        List.of(
            outcome(message, SendResult.accepted("x".repeat(100_000))),
            outcome(second, SendResult.accepted("a\0b")),
            outcome(third, SendResult.accepted(longest))));

    assertThat(sentAs("x".repeat(100_000))).contains(message.id());
    assertThat(sentAs("x".repeat(100_001))).isEmpty();
    assertThat(sentAs("a\0b")).contains(second.id());
    assertThat(sentAs(longest)).contains(third.id());
    assertThat(store.conversation(ALICE, 10))
        .extracting(StoredMessage::status)
        .containsOnly(OutgoingStatus.SENT);
  }

  @Test
  void aReportFindsItsMessageWhateverItsGatewayCallsIt() {
    for (String id : List.of("\0", "half \uD83D", "\uDE00 half", "\uFEFFmarked", " ", "\u202E")) {
      OutgoingMessage next = planned("hello");
      assertThat(sentAs(id)).as(id).isEmpty();

      store.record(List.of(outcome(next, SendResult.accepted(id))));

      assertThat(sentAs(id)).as(id).contains(next.id());
    }
  }

  @Test
  void aMessageThatIsDeletedIsNotFoundByItsGatewayId() throws Exception {
    record(SendResult.accepted("gw-1"));

    delete(message);

    assertThat(store.sentAs("gw-1", ALICE.backend())).isEmpty();
  }

  private void delete(OutgoingMessage message) throws Exception {
    isDeletedByHand = true;
    try (var connection = TestConnection.to(settings());
        var statement = connection.createStatement()) {
      statement.execute("DELETE FROM message WHERE id = '" + message.id() + "'");
      connection.commit();
    }
  }

  private String revealed() {
    return store.secret("reports").reveal();
  }

  private OutgoingMessage outgoing(String text) {
    return new OutgoingMessage(ids.next(), ALICE, text, Optional.empty(), clock.instant());
  }

  private OutgoingMessage planned(String text) {
    OutgoingMessage made = outgoing(text);
    try (UnitOfWork work = store.begin()) {
      work.commit(List.of(new Planned(made, OutgoingStatus.QUEUED, List.of())));
    }
    return made;
  }

  private void record(SendResult result) {
    store.record(List.of(outcome(message, result)));
    // Recorded soon, and before anybody reads it.
    stored();
  }

  private SendOutcome outcome(OutgoingMessage of, SendResult result) {
    return new SendOutcome(of.id(), result, clock.instant());
  }

  private DeliveryReport report(ReportedState state) {
    DeliveryReport report = preview(state);
    while (!commit(report)) {
      report = preview(state);
    }
    return report;
  }

  private DeliveryReport preview(ReportedState state) {
    return asked(received("public", message.id(), state)).orElseThrow();
  }

  private boolean commit(DeliveryReport report) {
    try (UnitOfWork work = store.begin()) {
      return work.commit(new Reported(report, List.of(), List.of()));
    }
  }

  private static ReceivedReport received(String backend, UUID messageId, ReportedState state) {
    return new ReceivedReport(
        new BackendName(backend),
        messageId,
        state,
        Optional.of("ACK/\u00E9"),
        Optional.of("fake1"),
        Optional.of(REPORTED_AT));
  }

  private StoredMessage stored() {
    return store.conversation(ALICE, 10).get(0);
  }

  private Optional<DeliveryReport> asked(ReceivedReport received) {
    return store.preview(received, List.of(received.backend()));
  }

  private static <T> List<T> atOnce(List<Callable<T>> work) throws Exception {
    CyclicBarrier barrier = new CyclicBarrier(work.size());
    ExecutorService executor = Executors.newFixedThreadPool(work.size());
    try {
      List<Future<T>> running = new ArrayList<>();
      for (Callable<T> each : work) {
        running.add(
            executor.submit(
                () -> {
                  barrier.await();
                  return each.call();
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> each : running) {
        results.add(each.get());
      }
      return results;
    } finally {
      executor.shutdownNow();
    }
  }

  // As a report names it.
  private Optional<UUID> sentAs(String gatewayId) {
    GatewayReport report =
        new GatewayReport(
            ALICE.backend(),
            gatewayId,
            ReportedState.DELIVERED,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return store.sentAs(report.gatewayId(), report.backend());
  }
}
