package org.threadless.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Select;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.router.engine.store.Planned;
import org.threadless.router.engine.store.UnitOfWork;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.storage.pool.DatabaseSettings;

class PostgresAppStorageTest extends AppStorageContract {

  @RegisterExtension static final PostgresServer postgres = new PostgresServer();

  /** Reads a setting of PostgreSQL. */
  interface SettingMapper {
    @Select("SELECT current_setting('enable_seqscan')")
    String planned();

    @Select("SELECT current_setting('lock_timeout')")
    String locked();

    @Select("SELECT set_config('synchronous_commit', 'off', #{forMessage})")
    String doNotWaitForDisk(boolean forMessage);
  }

  @Test
  void howTheRoutersStatementsArePlannedIsNothingToApps() throws Exception {
    try (Database database = Database.open(postgres.newDatabase(), Clock.systemUTC())) {
      SettingMapper mapper =
          (SettingMapper)
              database.mappers().make(List.of(SettingMapper.class)).get(SettingMapper.class);

      assertThat(mapper.planned()).isEqualTo("on");
      try (UnitOfWork work = database.messages().begin()) {
        assertThat(mapper.planned()).isEqualTo("off");
        work.mark();
        assertThat(mapper.planned()).isEqualTo("on");
        work.undo();
        assertThat(mapper.planned()).isEqualTo("on");
      }
    }
  }

  @Test
  void whatAConnectionBeginsWithOutlivesARollback() throws Exception {
    try (Database database = Database.open(postgres.newDatabase(), Clock.systemUTC());
        Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      connection.rollback();

      try (ResultSet rows = statement.executeQuery("SHOW lock_timeout")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).isEqualTo("30s");
      }
    }
  }

  @Test
  void nobodyWaitsForALockWhoHasGoneByThen() throws Exception {
    try (Database database = Database.open(postgres.newDatabase(), Clock.systemUTC())) {
      SettingMapper mapper =
          (SettingMapper)
              database.mappers().make(List.of(SettingMapper.class)).get(SettingMapper.class);

      assertThat(mapper.locked()).isEqualTo("30s");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anAppThatDoesNotWaitForTheDiskDoesNotKeepTheMessageFromIt(boolean forMessage)
      throws Exception {
    DatabaseSettings settings = postgres.newDatabase();
    // Where the tests run it is off.
    PostgresServer.alter(settings, "SET synchronous_commit = on");
    try (Database database = Database.open(settings, Clock.systemUTC());
        Connection connection = TestConnection.to(settings);
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          CREATE TABLE seen (value TEXT);
          CREATE FUNCTION see() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN INSERT INTO seen SELECT current_setting('synchronous_commit'); RETURN NEW; END $$;
          CREATE TRIGGER see BEFORE INSERT ON message FOR EACH ROW EXECUTE FUNCTION see();
          """);
      connection.commit();
      SettingMapper mapper =
          (SettingMapper)
              database.mappers().make(List.of(SettingMapper.class)).get(SettingMapper.class);

      try (UnitOfWork work = database.messages().begin()) {
        work.mark();
        assertThat(mapper.doNotWaitForDisk(forMessage)).isEqualTo("off");
        work.commit(List.of(message()));
      }

      try (ResultSet rows = statement.executeQuery("SELECT value FROM seen")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).isEqualTo("on");
      }
    }
  }

  private static Planned message() {
    OutgoingMessage message =
        new OutgoingMessage(
            new MessageIds().next(),
            org.threadless.router.message.Connection.of("public", "1"),
            "hello",
            Optional.empty(),
            Instant.now());
    return new Planned(message, OutgoingStatus.QUEUED, List.of());
  }

  @Override
  DatabaseSettings emptyDatabase() throws SQLException {
    return postgres.newDatabase();
  }
}
