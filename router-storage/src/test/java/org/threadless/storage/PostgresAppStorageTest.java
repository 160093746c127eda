package org.threadless.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.apache.ibatis.annotations.Select;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.threadless.router.engine.store.UnitOfWork;

class PostgresAppStorageTest extends AppStorageContract {

  @RegisterExtension static final PostgresServer postgres = new PostgresServer();

  /** Reads a setting of PostgreSQL. */
  interface SettingMapper {
    @Select("SELECT current_setting('enable_seqscan')")
    String planned();

    @Select("SELECT current_setting('lock_timeout')")
    String locked();
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
  void nobodyWaitsForALockWhoHasGoneByThen() throws Exception {
    try (Database database = Database.open(postgres.newDatabase(), Clock.systemUTC())) {
      SettingMapper mapper =
          (SettingMapper)
              database.mappers().make(List.of(SettingMapper.class)).get(SettingMapper.class);

      assertThat(mapper.locked()).isEqualTo("30s");
    }
  }

  @Override
  DatabaseSettings emptyDatabase() throws SQLException {
    return postgres.newDatabase();
  }
}
