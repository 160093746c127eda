package org.threadless.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.threadless.router.backend.SendResult;
import org.threadless.router.conversation.Direction;
import org.threadless.router.engine.backlog.Backlog;
import org.threadless.router.engine.backlog.Chosen;
import org.threadless.router.engine.backlog.DueMessage;
import org.threadless.router.engine.backlog.WaitingCount;
import org.threadless.router.engine.history.MessageQuery;
import org.threadless.router.engine.rate.Rates;
import org.threadless.router.engine.store.MessageStore;
import org.threadless.router.engine.store.Planned;
import org.threadless.router.engine.store.Seen;
import org.threadless.router.engine.store.SendOutcome;
import org.threadless.router.engine.store.UnitOfWork;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.Outbox;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.storage.dialect.Dialect;
import org.threadless.storage.pool.DatabaseSettings;

/** What holds of messages that a version before has stored, on every database. */
abstract class UpgradeContract {

  private static final UUID ALICE = UUID.fromString("01900000-0000-7000-8000-000000000001");
  private static final UUID OLD = UUID.fromString("01900000-0000-7000-8000-000000000002");
  private static final UUID ERRORED = UUID.fromString("01900000-0000-7000-8000-000000000003");
  private static final UUID SENT = UUID.fromString("01900000-0000-7000-8000-000000000024");
  private static final UUID SENT_TOO = UUID.fromString("01900000-0000-7000-8000-000000000025");

  private static final UUID BOB = UUID.fromString("01900000-0000-7000-8000-000000000004");
  private static final UUID NEW = UUID.fromString("01900000-0000-7000-8000-000000000005");
  private static final UUID LATER = UUID.fromString("01900000-0000-7000-8000-000000000006");
  private static final org.threadless.router.message.Connection PHONE =
      org.threadless.router.message.Connection.of("public", "alice");
  private static final BackendName PUBLIC = new BackendName("public");

  private final MessageIds ids = new MessageIds();
  private final InstantSource clock = Clock.systemUTC();

  /** Returns the settings of a database that is empty, and the same each time. */
  abstract DatabaseSettings settings() throws Exception;

  /** The same of another one. */
  abstract DatabaseSettings others() throws Exception;

  /**
   * Returns statements that make what is there, or all that they would say, but for what the
   * database has named by itself.
   */
  abstract List<String> structure(Connection connection) throws Exception;

  /**
   * Makes tables as they were, with messages that had an external id or one of the gateway's, and
   * without.
   */
  @BeforeEach
  void makeOld() throws Exception {
    DatabaseSettings settings = settings();
    Flyway.configure()
        .dataSource(
            Dialect.of(settings.url()).completeUrl(), settings.user(), settings.password().reveal())
        .locations("classpath:org/threadless/storage/migrations")
        .table("router_history")
        .target("6")
        .load()
        .migrate();
    try (Connection connection = TestConnection.to(settings);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO connection VALUES ('%s', 'public', 'alice', CURRENT_TIMESTAMP)"
              .formatted(ALICE));
      statement.execute(
          "INSERT INTO connection VALUES ('%s', 'public', 'bob', CURRENT_TIMESTAMP)"
              .formatted(BOB));
      statement.execute(row(OLD, "IN", "HANDLED", "'7'"));
      statement.execute(row(ERRORED, "IN", "ERRORED", "NULL"));
      statement.execute(row(SENT, "OUT", "SENT", "NULL"));
      statement.execute(row(SENT_TOO, "OUT", "SENT", "NULL"));
      statement.execute(gatewayId(SENT, "gw-1"));
      statement.execute(gatewayId(SENT_TOO, "x".repeat(5000)));
      statement.execute(
          "INSERT INTO message_error VALUES ('%s', '', '', 'no licence', CURRENT_TIMESTAMP)"
              .formatted(ERRORED));
      connection.commit();
    }
  }

  private static String row(UUID id, String direction, String status, String externalId) {
    return "INSERT INTO message (id, connection_id, backend, direction, status, text, external_id,"
        + " created_at, updated_at) VALUES ('%s', '%s', 'public', '%s', '%s', 'hello', %s,"
            .formatted(id, ALICE, direction, status, externalId)
        + " CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)";
  }

  private static String gatewayId(UUID id, String gatewayId) {
    return "UPDATE message SET gateway_id = '%s' WHERE id = '%s'".formatted(gatewayId, id);
  }

  @Test
  void anEmptyDatabaseGetsWhatAllVersionsHaveMade() throws Exception {
    Database.open(settings(), clock).close();
    Database.open(others(), clock).close();

    assertThat(structure(others())).isNotEmpty().isEqualTo(structure(settings()));
  }

  private List<String> structure(DatabaseSettings settings) throws Exception {
    try (Connection connection = TestConnection.to(settings)) {
      return structure(connection);
    }
  }

  @Test
  void aCopyOfAMessageFromBeforeIsRecognised() throws Exception {
    try (Database database = Database.open(settings(), clock)) {
      MessageStore store = database.messages();

      assertThat(store.claim(message("alice", "hello")))
          .contains(new Seen(OLD, IncomingStatus.HANDLED));
      assertThat(store.enqueue(message("alice", "hello")))
          .contains(new Seen(OLD, IncomingStatus.HANDLED));
    }
  }

  @Test
  void anotherMessageWithTheExternalIdOfOneFromBeforeIsStored() throws Exception {
    try (Database database = Database.open(settings(), clock)) {
      MessageStore store = database.messages();

      assertThat(store.claim(message("bob", "hello"))).isEmpty();
      assertThat(store.claim(message("alice", "goodbye"))).isEmpty();
    }
  }

  @Test
  void whatCouldNotBeRoutedBeforeCanBeRoutedAgain() throws Exception {
    try (Database database = Database.open(settings(), clock)) {
      Set<BackendName> backends = Set.of(new BackendName("public"));

      Backlog backlog = database.backlog();

      List<UUID> errored =
          backlog.errored(new Chosen(Optional.empty(), backends, Optional.empty()));

      assertThat(backlog.retry(errored)).containsExactly(ERRORED);
    }
  }

  @Test
  void aMessageFromBeforeIsFoundByTheIdThatItsGatewayGave() throws Exception {
    try (Database database = Database.open(settings(), clock)) {
      MessageStore store = database.messages();

      assertThat(store.sentAs("gw-1", new BackendName("public"))).contains(SENT);
      assertThat(store.sentAs("x".repeat(5000), new BackendName("public"))).isEmpty();
    }
  }

  @Test
  void whatIsThereFromBeforeIsCountedOnceThoughItChangesMeanwhile() throws Exception {
    UUID failed = new MessageIds().next();
    execute(
        row(failed, "OUT", "QUEUED", "NULL"), row(new MessageIds().next(), "IN", "HANDLED", "'9'"));
    try (Database database = Database.open(settings(), clock)) {
      record(database, failed);
      OutgoingMessage newer =
          new OutgoingMessage(ids.next(), PHONE, "hi", Optional.empty(), Instant.now());
      try (UnitOfWork work = database.messages().begin()) {
        work.commit(List.of(new Planned(newer, OutgoingStatus.QUEUED, List.of())));
      }

      database.counts().run();
      record(database, newer.id());

      assertThat(recent(database)).containsExactly("IN HANDLED 1", "OUT FAILED 2");
      assertThat(database.statistics().failures(Instant.EPOCH).causes())
          .extracting(cause -> cause.reason() + " " + cause.messages())
          .containsExactly("no such number 2", "no licence 1");
      assertThat(search(database)).containsExactly(newer.id(), failed);
    }
  }

  @Test
  void whatHasFailedBeforeIsFoundThoughItIsNotListed() throws Exception {
    execute("UPDATE message SET status = 'FAILED' WHERE id = '" + SENT + "'");

    try (Database database = Database.open(settings(), clock)) {
      assertThat(search(database)).containsExactly(SENT);
      database.counts().run();
      assertThat(search(database)).containsExactly(SENT);
    }
  }

  private static List<UUID> search(Database database) {
    MessageQuery query = MessageQuery.builder().status("failed").build();
    return database.history().search(query).messages().stream()
        .map(found -> found.message().id())
        .toList();
  }

  private static List<String> recent(Database database) {
    return database
        .statistics()
        .hours(Instant.now().minus(Duration.ofDays(1)), CountedMessages.ALWAYS)
        .counts()
        .stream()
        .map(each -> each.direction() + " " + each.status() + " " + each.messages())
        .toList();
  }

  private static void record(Database database, UUID id) {
    SendResult refused = SendResult.refused("no such number");
    database.messages().record(List.of(new SendOutcome(id, refused, Instant.now())));
    // It is stored when this has answered.
    assertThat(database.messages().conversation(PHONE, 10)).isNotEmpty();
  }

  @Test
  void whatWaitedToBeRoutedIsRouted() throws Exception {
    execute(row(NEW, "IN", "QUEUED", "NULL"), waiting(NEW, "IN"));

    try (Database database = Database.open(settings(), clock)) {
      assertThat(database.backlog().take(PUBLIC, Direction.IN, 10, Rates.NONE).messages())
          .extracting(DueMessage::id)
          .containsExactly(NEW);
    }
  }

  @Test
  void whatWaitedToBeSentIsSentWhenItsTaskWouldHaveDoneSo() throws Exception {
    execute(row(NEW, "OUT", "QUEUED", "NULL"), waiting(NEW, "OUT"), task("send", ALICE, "2001"));
    execute(
        row(LATER, "OUT", "QUEUED", "NULL").replace(ALICE.toString(), BOB.toString()),
        waiting(LATER, "OUT").replace(ALICE.toString(), BOB.toString()),
        task("send", BOB, "2101"));

    try (Database database = Database.open(settings(), clock)) {
      assertThat(database.backlog().take(PUBLIC, Direction.OUT, 10, Rates.NONE).messages())
          .extracting(DueMessage::id)
          .containsExactly(NEW);
      assertThat(database.backlog().waiting()).extracting(WaitingCount::count).containsExactly(2);
    }
  }

  @Test
  void aBackendThatWasDownIsProbedWhenItsTaskWouldHaveDoneSo() throws Exception {
    execute(
        row(NEW, "OUT", "QUEUED", "NULL"), waiting(NEW, "OUT"), task("probe", "public", "2101"));

    try (Database database = Database.open(settings(), clock)) {
      assertThat(database.backlog().isSuspended(PUBLIC)).isTrue();
      assertThat(database.backlog().take(PUBLIC, Direction.OUT, 10, Rates.NONE).messages())
          .isEmpty();
    }
  }

  private void execute(String... statements) throws Exception {
    TestConnection.execute(settings(), statements);
  }

  private static String waiting(UUID id, String direction) {
    return "INSERT INTO waiting (message_id, connection_id, backend, direction, attempts, created_at)"
        + " VALUES ('%s', '%s', 'public', '%s', 1, CURRENT_TIMESTAMP)"
            .formatted(id, ALICE, direction);
  }

  private static String task(String name, Object instance, String year) {
    return "INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version)"
        + " VALUES ('%s', '%s', TIMESTAMP '%s-01-01 00:00:00', FALSE, 1)"
            .formatted(name, instance, year);
  }

  private IncomingMessage message(String identity, String text) {
    ReceivedMessage received =
        ReceivedMessage.of(org.threadless.router.message.Connection.of("public", identity), text)
            .withExternalId("7");
    return new IncomingMessage(
        ids.next(), received, Instant.now(), new Outbox(ids, clock, backend -> {}));
  }
}
