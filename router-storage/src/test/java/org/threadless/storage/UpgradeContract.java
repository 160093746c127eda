package org.threadless.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.threadless.router.engine.store.Backlog;
import org.threadless.router.engine.store.Chosen;
import org.threadless.router.engine.store.MessageStore;
import org.threadless.router.engine.store.Seen;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.Outbox;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.storage.dialect.Dialect;

/** What holds of messages that a version before has stored, on every database. */
abstract class UpgradeContract {

  private static final UUID ALICE = UUID.fromString("01900000-0000-7000-8000-000000000001");
  private static final UUID OLD = UUID.fromString("01900000-0000-7000-8000-000000000002");
  private static final UUID ERRORED = UUID.fromString("01900000-0000-7000-8000-000000000003");
  private static final UUID SENT = UUID.fromString("01900000-0000-7000-8000-000000000004");
  private static final UUID SENT_TOO = UUID.fromString("01900000-0000-7000-8000-000000000005");

  private final MessageIds ids = new MessageIds();
  private final InstantSource clock = Clock.systemUTC();

  /** Returns the settings of a database that is empty, and the same each time. */
  abstract DatabaseSettings settings() throws Exception;

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
      statement.execute(row(OLD, "HANDLED", "'7'"));
      statement.execute(row(ERRORED, "ERRORED", "NULL"));
      statement.execute(row(SENT, "SENT", "NULL"));
      statement.execute(row(SENT_TOO, "SENT", "NULL"));
      statement.execute(gatewayId(SENT, "gw-1"));
      statement.execute(gatewayId(SENT_TOO, "x".repeat(5000)));
      statement.execute(
          "INSERT INTO message_error VALUES ('%s', '', '', 'no licence', CURRENT_TIMESTAMP)"
              .formatted(ERRORED));
      connection.commit();
    }
  }

  private static String row(UUID id, String status, String externalId) {
    return "INSERT INTO message (id, connection_id, backend, direction, status, text, external_id,"
        + " created_at, updated_at) VALUES ('%s', '%s', 'public', 'IN', '%s', 'hello', %s,"
            .formatted(id, ALICE, status, externalId)
        + " CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)";
  }

  private static String gatewayId(UUID id, String gatewayId) {
    return "UPDATE message SET direction = 'OUT', gateway_id = '%s' WHERE id = '%s'"
        .formatted(gatewayId, id);
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

  private IncomingMessage message(String identity, String text) {
    ReceivedMessage received =
        ReceivedMessage.of(org.threadless.router.message.Connection.of("public", identity), text)
            .withExternalId("7");
    return new IncomingMessage(
        ids.next(), received, Instant.now(), new Outbox(ids, clock, backend -> {}));
  }
}
