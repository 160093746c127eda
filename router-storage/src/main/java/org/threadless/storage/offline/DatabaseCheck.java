package org.threadless.storage.offline;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.session.SqlSession;
import org.threadless.router.engine.sending.Outage;
import org.threadless.router.engine.store.Hold;
import org.threadless.router.message.BackendName;
import org.threadless.storage.dialect.Dialect;
import org.threadless.storage.file.DatabaseFile;
import org.threadless.storage.pool.Pools;
import org.threadless.storage.session.AppConnections;
import org.threadless.storage.session.Sessions;
import org.threadless.storage.wait.sql.BacklogMapper;
import org.threadless.storage.wait.watch.Summary;
import org.threadless.storage.write.sql.MessageIdMapper;
import org.threadless.storage.write.sql.MessageMapper;
import org.threadless.storage.write.sql.WaitingMapper;

/** Looks at a database, which may have no tables yet, and changes nothing in it. */
final class DatabaseCheck {

  private static final List<Class<?>> MAPPERS =
      List.of(MessageIdMapper.class, WaitingMapper.class, MessageMapper.class, BacklogMapper.class);

  private final Pools pools;
  private final Dialect dialect;

  DatabaseCheck(Pools pools, Dialect dialect) {
    this.pools = pools;
    this.dialect = dialect;
  }

  CheckedDatabase run() throws SQLException {
    String product;
    boolean hasTables;
    try (Connection connection = pools.main().getConnection()) {
      DatabaseMetaData known = connection.getMetaData();
      product = known.getDatabaseProductName() + " " + known.getDatabaseProductVersion();
      try (ResultSet tables = known.getTables(null, connection.getSchema(), "waiting", null)) {
        hasTables = tables.next();
      }
    }
    Optional<String> forgetting = pools.forgetting();
    return hasTables ? read(product, forgetting) : CheckedDatabase.unread(product, forgetting);
  }

  private CheckedDatabase read(String product, Optional<String> forgetting) {
    Sessions sessions =
        new Sessions(
            pools.main(), dialect, false, DatabaseFile.none(), AppConnections.all(), MAPPERS);
    try (SqlSession session = sessions.open(sessions.transaction())) {
      BacklogMapper mapper = session.getMapper(BacklogMapper.class);
      return new CheckedDatabase(
          product,
          forgetting,
          Summary.of(mapper, Summary.COUNTED),
          mapper.suspended().stream()
              .map(row -> Outage.probedFrom(new BackendName(row.backend()), row.probeAt()))
              .toList(),
          mapper.paused().stream()
              .map(row -> Hold.pause(new BackendName(row.backend()), row.pausedAt()))
              .toList());
    }
  }
}
