package org.threadless.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.threadless.router.conversation.Direction;
import org.threadless.router.engine.backlog.DueMessage;
import org.threadless.router.engine.rate.Rates;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.Outbox;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.storage.pool.DatabaseException;
import org.threadless.storage.pool.DatabaseSettings;
import org.threadless.storage.schema.RouterSchema;

/** Nodes of two versions on one PostgreSQL, of which the second has a migration more. */
class TwoVersionsTest {

  @RegisterExtension static final PostgresServer postgres = new PostgresServer();

  private static final String NEWER = "classpath:org/threadless/storage/newer";
  private static final String ALONE = "classpath:org/threadless/storage/neweralone";
  private static final InstantSource CLOCK = Clock.systemUTC();
  private static final BackendName PUBLIC = new BackendName("public");

  private final MessageIds ids = new MessageIds();
  private DatabaseSettings settings;

  @BeforeEach
  void take() throws SQLException {
    settings = postgres.database();
  }

  @Test
  void aNodeOfTheVersionBeforeGoesOnBesideOneThatHasAddedToTheTables() throws SQLException {
    try (Database old = open()) {
      store(old, "before");
      try (Database newer = open(NEWER)) {
        store(old, "old");
        store(newer, "newer");

        assertThat(take(old)).isEqualTo(3);
        store(newer, "for the other");
        assertThat(take(old)).isEqualTo(1);
        store(old, "for the other");
        assertThat(take(newer)).isEqualTo(1);
        old.look();
        newer.look();
      }
    }
    assertThat(count("SELECT count(*) FROM message WHERE weight = 0 AND colour IS NULL"))
        .isEqualTo(5);
  }

  @Test
  void aVersionThatIsOlderThanTheTablesDoesNotStart() {
    open(NEWER).close();

    assertThatThrownBy(() -> open().close())
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("a newer version of the router has made its tables; use that version")
        .hasMessageNotContaining("\n");
  }

  @Test
  void whatNeedsToBeAloneIsNotMadeWhileAnotherNodeServes() throws SQLException {
    try (Database old = open()) {
      assertThatThrownBy(() -> open(NEWER, ALONE).close())
          .isInstanceOf(DatabaseException.class)
          .hasMessageContaining("a router of an older version works on it")
          .hasMessageContaining("stop all routers, then start this one")
          .hasMessageNotContaining("\n");
      // Not even what came before it: the version that serves may start again.
      store(old, "goes on");
    }
    open().close();

    open(NEWER, ALONE).close();
    assertThat(count("SELECT count(*) FROM message WHERE words = 'goes on'")).isEqualTo(1);
  }

  private Database open(String... more) {
    String[] locations = new String[more.length + 2];
    locations[0] = RouterSchema.MIGRATIONS;
    locations[1] = RouterSchema.EMPTY;
    System.arraycopy(more, 0, locations, 2, more.length);
    return Database.open(settings, CLOCK, true, new RouterSchema(settings, locations));
  }

  private void store(Database database, String text) {
    ReceivedMessage received =
        ReceivedMessage.of(Connection.of("public", ids.next().toString()), text);
    IncomingMessage message =
        new IncomingMessage(
            ids.next(), received, Instant.now(), new Outbox(ids, CLOCK, backend -> {}));
    assertThat(database.messages().enqueue(message)).isEmpty();
  }

  private static int take(Database database) {
    return database.backlog().take(PUBLIC, Direction.IN, 10, Rates.NONE).messages().stream()
        .map(DueMessage::id)
        .toList()
        .size();
  }

  private int count(String query) throws SQLException {
    try (java.sql.Connection connection = TestConnection.to(settings);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getInt(1);
    }
  }
}
