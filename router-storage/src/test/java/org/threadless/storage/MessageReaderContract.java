package org.threadless.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.threadless.router.backend.SendResult;
import org.threadless.router.engine.backlog.Failure;
import org.threadless.router.engine.history.MessageHistory;
import org.threadless.router.engine.history.MessageQuery;
import org.threadless.router.engine.history.StoryPart;
import org.threadless.router.engine.store.Leg;
import org.threadless.router.engine.store.Planned;
import org.threadless.router.engine.store.Reported;
import org.threadless.router.engine.store.SendOutcome;
import org.threadless.router.engine.store.UnitOfWork;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.DeliveryReport;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.router.message.ReceivedReport;
import org.threadless.router.message.ReportedState;
import org.threadless.storage.history.MessageReader;
import org.threadless.storage.offline.OfflineDatabase;
import org.threadless.storage.pool.DatabaseException;
import org.threadless.storage.pool.DatabaseSettings;

/** What is told of a message by whoever only reads, on every database. */
abstract class MessageReaderContract {

  private static final Connection ALICE = Connection.of("public", "1112223333");
  private static final Connection BOB = Connection.of("public", "4445556666");
  private static final Connection ELSEWHERE = Connection.of("private", "1112223333");
  private static final Instant AT = Instant.parse("2026-10-25T00:30:00Z");

  private final MessageIds ids = new MessageIds();

  private DatabaseSettings settings;

  /** Returns the settings of a database that is empty. */
  abstract DatabaseSettings settings() throws Exception;

  @BeforeEach
  void useDatabase() throws Exception {
    settings = settings();
  }

  @Test
  void aMessageHasItsGatewaysIdAndItsReportsInTheirOrder() {
    UUID id;
    try (Database database = Database.open(settings, Clock.systemUTC())) {
      OutgoingMessage sent = store(database, ALICE);
      id = sent.id();
      database.messages().record(List.of(new SendOutcome(id, SendResult.accepted("gw-1"), AT)));
      assertThat(database.messages().sentAs("gw-1", ALICE.backend())).contains(id);
      report(database, id, ReportedState.ACCEPTED);
      report(database, id, ReportedState.DELIVERED);
    }

    MessageHistory history = history(id).orElseThrow();

    assertThat(history.message().connection()).isEqualTo(ALICE);
    assertThat(history.message().status()).isEqualTo(OutgoingStatus.DELIVERED);
    assertThat(history.message().gatewayId()).contains("gw-1");
    assertThat(history.reports())
        .extracting(DeliveryReport::state)
        .containsExactly(ReportedState.ACCEPTED, ReportedState.DELIVERED);
    assertThat(history.waiting()).isEmpty();
    assertThat(history.errors()).isEmpty();
    assertThat(history.answers()).isEmpty();
  }

  @Test
  void aMessageThatWaitsSaysHowOftenItWasTriedAndWhenItIsNext() {
    Instant due = AT.plusSeconds(60);
    UUID id;
    try (Database database = Database.open(settings, Clock.systemUTC())) {
      OutgoingMessage message = store(database, ALICE);
      id = message.id();
      database.backlog().postpone(message, Optional.of(new Failure("busy", 2, 0, AT)), due);
      // It is stored when this has answered.
      assertThat(database.backlog().waiting()).hasSize(1);
    }

    MessageHistory history = history(id).orElseThrow();

    assertThat(history.message().reason()).contains("busy");
    assertThat(history.waiting())
        .hasValueSatisfying(
            waiting -> {
              assertThat(waiting.attempts()).isEqualTo(2);
              assertThat(waiting.lastTried()).contains(AT);
              assertThat(waiting.due()).isEqualTo(due);
            });
  }

  @Test
  void theWayOfAMessageIsToldInTheOrderOfTime() {
    BackendName other = new BackendName("private");
    List<Leg> first = List.of(Leg.down(ALICE.backend(), AT), leg(other, Leg.Result.FAILED, AT));
    List<Leg> second = List.of(leg(other, Leg.Result.ACCEPTED, AT.plusSeconds(60)));
    UUID id;
    try (Database database = Database.open(settings, Clock.systemUTC())) {
      OutgoingMessage message = store(database, ALICE);
      id = message.id();
      Failure failure = new Failure("busy", 1, 0, AT, first);
      database.backlog().postpone(message, Optional.of(failure), AT);
      assertThat(database.backlog().waiting()).hasSize(1);
      SendOutcome outcome = new SendOutcome(id, SendResult.accepted("gw-1"), AT, second);
      database.messages().record(List.of(outcome));
      assertThat(database.messages().sentAs("gw-1", other)).contains(id);
    }

    assertThat(history(id).orElseThrow().way())
        .containsExactly(first.get(0), first.get(1), second.get(0));
  }

  @Test
  void whatIsSentAgainKeepsHowItHadFailedAndWhoWantedIt() {
    Instant failedAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
    UUID id;
    try (Database database = Database.open(settings, Clock.systemUTC())) {
      id = store(database, ALICE).id();
      SendOutcome refused =
          new SendOutcome(id, SendResult.refused("no credit"), failedAt, List.of());
      database.messages().record(List.of(refused));
      await().until(() -> database.backlog().resend(List.of(id), "ben").equals(List.of(id)));
    }

    MessageHistory history = history(id).orElseThrow();

    assertThat(history.message().reason()).isEmpty();
    assertThat(history.resendings())
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.madeBy()).isEqualTo("ben");
              assertThat(each.failedAt()).isEqualTo(failedAt);
              assertThat(each.reason()).contains("no credit");
            });
    assertThat(history.story())
        .extracting(part -> (Object) part.getClass())
        .containsExactly(
            StoryPart.Made.class,
            StoryPart.SentAgain.class,
            StoryPart.Became.class,
            StoryPart.StillWaits.class);
  }

  @Test
  void whatHasHappenedToAMessageIsToldInTheOrderOfTime() {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    List<Leg> first = List.of(leg(ALICE.backend(), Leg.Result.FAILED, now));
    Leg second =
        new Leg(
            ALICE.backend(),
            Leg.Result.ACCEPTED,
            Optional.empty(),
            now.plusSeconds(60),
            Optional.of("gw-1"));
    UUID id;
    try (Database database = Database.open(settings, Clock.systemUTC())) {
      OutgoingMessage message = store(database, ALICE);
      id = message.id();
      Failure failure = new Failure("so it was", 1, 0, now, first);
      database.backlog().postpone(message, Optional.of(failure), now);
      assertThat(database.backlog().waiting()).hasSize(1);
      database.messages().record(List.of(accepted(id, second)));
      assertThat(database.messages().sentAs("gw-1", ALICE.backend())).contains(id);
    }

    List<StoryPart> story = history(id).orElseThrow().story();

    assertThat(story)
        .extracting(part -> (Object) part.getClass())
        .containsExactly(
            StoryPart.Made.class,
            StoryPart.Tried.class,
            StoryPart.Tried.class,
            StoryPart.Became.class,
            StoryPart.StillWaits.class);
    assertThat(story.get(2)).isEqualTo(new StoryPart.Tried(second));
    assertThat(story.get(3))
        .isEqualTo(
            new StoryPart.Became(
                now.plusSeconds(60),
                OutgoingStatus.SENT,
                Optional.empty(),
                Optional.empty(),
                Optional.of("gw-1")));
  }

  private static SendOutcome accepted(UUID id, Leg leg) {
    return new SendOutcome(id, SendResult.accepted("gw-1"), leg.at(), List.of(leg));
  }

  private static Leg leg(BackendName backend, Leg.Result result, Instant at) {
    return new Leg(backend, result, Optional.of("so it was"), at);
  }

  @Test
  void itLooksForMessagesAsWell() {
    UUID first;
    UUID second;
    try (Database database = Database.open(settings, Clock.systemUTC())) {
      first = store(database, ALICE).id();
      store(database, BOB);
      second = store(database, ELSEWHERE).id();
    }

    try (MessageReader reader = OfflineDatabase.read(settings)) {
      MessageQuery query = MessageQuery.builder().connections(List.of(ALICE, ELSEWHERE)).build();
      assertThat(reader.search(query).messages())
          .extracting(found -> found.message().id())
          .containsExactly(second, first);
      assertThat(reader.find(ids.next())).isEmpty();
    }
  }

  @Test
  void aDatabaseWithoutItsTablesIsRefusedAndLeftAsItIs() {
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> OfflineDatabase.read(settings).close())
          .isInstanceOf(DatabaseException.class)
          .hasMessageContainingAll(
              "cannot be read: ", "tables are not made yet", "bin/router serve")
          .hasMessageNotContaining("\n");
    }
  }

  private Optional<MessageHistory> history(UUID id) {
    try (MessageReader reader = OfflineDatabase.read(settings)) {
      return reader.find(id);
    }
  }

  private OutgoingMessage store(Database database, Connection connection) {
    OutgoingMessage message =
        new OutgoingMessage(ids.next(), connection, "hello", Optional.empty(), Instant.now());
    try (UnitOfWork work = database.messages().begin()) {
      work.commit(List.of(new Planned(message, OutgoingStatus.QUEUED, List.of())));
    }
    return message;
  }

  private static void report(Database database, UUID id, ReportedState state) {
    ReceivedReport received =
        new ReceivedReport(
            ALICE.backend(), id, state, Optional.empty(), Optional.empty(), Optional.empty());
    DeliveryReport report =
        database.messages().preview(received, List.of(ALICE.backend())).orElseThrow();
    try (UnitOfWork work = database.messages().begin()) {
      assertThat(work.commit(new Reported(report, List.of(), List.of()))).isTrue();
    }
  }
}
