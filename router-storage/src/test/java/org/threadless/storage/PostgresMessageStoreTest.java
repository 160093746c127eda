package org.threadless.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.threadless.router.engine.store.MessageStore;
import org.threadless.router.engine.store.Routed;
import org.threadless.router.engine.store.UnitOfWork;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.Outbox;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.storage.file.DatabaseFile;
import org.threadless.storage.pool.DatabaseSettings;
import org.threadless.storage.session.AppConnections;
import org.threadless.storage.session.MarkedTransaction;
import org.threadless.storage.session.Sessions;
import org.threadless.storage.write.sql.WaitingMapper;

class PostgresMessageStoreTest extends MessageStoreContract {

  private static final org.threadless.router.message.Connection ALICE =
      org.threadless.router.message.Connection.of("public", "1112223333");

  @RegisterExtension static final PostgresServer postgres = new PostgresServer();

  @Test
  void aPlanThatIsMadeWhileTablesAreSmallUsesTheirIndexes() throws Exception {
    try (Connection connection = pooled();
        Statement statement = connection.createStatement()) {
      statement.execute("ANALYZE message");
      StringBuilder plan = new StringBuilder();
      try (ResultSet lines =
          statement.executeQuery(
              "EXPLAIN SELECT id FROM message WHERE id IN"
                  + " (gen_random_uuid(), gen_random_uuid(), gen_random_uuid())")) {
        while (lines.next()) {
          plan.append(lines.getString(1)).append('\n');
        }
      }

      assertThat(plan.toString()).contains("Index").doesNotContain("Seq Scan");
    }
  }

  @Test
  void noPlanThatIsMadeWhileLittleWaitsLooksUpAllThatWaits() throws Exception {
    try (Database database = Database.open(settings(), Clock.systemUTC());
        Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("ANALYZE waiting");
      String delete =
          new Sessions(
                  database.dataSource(),
                  database.dialect(),
                  true,
                  DatabaseFile.none(),
                  AppConnections.all(),
                  RouterMappers.ALL)
              .configuration()
              .getMappedStatement(WaitingMapper.class.getName() + ".removeUntaken")
              .getBoundSql(Map.of("ids", new String[0]))
              .getSql()
              .replace("?", "'{" + new UUID(0, 1) + "," + new UUID(0, 2) + "}'");
      StringBuilder plan = new StringBuilder();
      try (ResultSet lines = statement.executeQuery("EXPLAIN " + delete)) {
        while (lines.next()) {
          plan.append(lines.getString(1)).append('\n');
        }
      }

      assertThat(plan.toString()).contains("waiting_message_key");
    }
  }

  @Test
  void aCopyIsAnsweredWhenTheFirstIsOnTheDisk() throws Exception {
    try (Database database = Database.open(settings(), Clock.systemUTC())) {
      MessageStore store = database.messages();
      for (int i = 0; i < 10; i++) {
        assertThat(store.claim(message("" + i))).isEmpty();
        String claimed = value("SELECT pg_current_wal_insert_lsn()");

        assertThat(store.claim(message("" + i))).isPresent();

        assertThat(value("SELECT pg_current_wal_flush_lsn() >= '" + claimed + "'")).isEqualTo("t");
      }
    }
  }

  @Test
  void aConnectionThatIsLostWithItsClaimIsMadeAgain() throws Exception {
    try (Database database = Database.open(settings(), Clock.systemUTC())) {
      IncomingMessage first = message("1");
      database.messages().claim(first);
      value("WITH gone AS (DELETE FROM message) DELETE FROM connection RETURNING id");

      for (IncomingMessage each : List.of(first, message("2"))) {
        try (UnitOfWork work = database.messages().begin()) {
          assertThat(
                  work.commitClaimed(
                      new Routed(each, IncomingStatus.HANDLED, List.of(), List.of())))
              .isTrue();
        }
      }

      assertThat(database.messages().conversation(ALICE, 10)).hasSize(2);
    }
  }

  @Test
  void onlyATransactionThatMayBeLostDoesNotWaitForTheDisk() throws Exception {
    try (Database database = Database.open(settings(), Clock.systemUTC())) {
      MarkedTransaction transaction =
          new MarkedTransaction(
                  database.dataSource(),
                  database.dialect(),
                  true,
                  DatabaseFile.none(),
                  AppConnections.all())
              .losable();
      Connection connection = transaction.getConnection();
      assertThat(value("SHOW synchronous_commit", connection)).isEqualTo("off");
      transaction.commit();

      assertThat(value("SHOW synchronous_commit", connection)).isEqualTo("on");
      transaction.close();
    }
  }

  private static IncomingMessage message(String externalId) {
    MessageIds ids = new MessageIds();
    return new IncomingMessage(
        ids.next(),
        ReceivedMessage.of(ALICE, "hello").withExternalId(externalId),
        Instant.now(),
        new Outbox(ids, Clock.systemUTC(), backend -> {}));
  }

  private String value(String query) throws SQLException {
    try (Connection connection = TestConnection.to(settings())) {
      String value = value(query, connection);
      connection.commit();
      return value;
    }
  }

  private static String value(String query, Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      assertThat(result.next()).isTrue();
      return result.getString(1);
    }
  }

  @Override
  DatabaseSettings settings() throws SQLException {
    return postgres.database();
  }
}
