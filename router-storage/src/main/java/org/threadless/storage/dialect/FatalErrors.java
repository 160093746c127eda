package org.threadless.storage.dialect;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Ends connections that will not work again. An H2 database that has closed itself says of its
 * connections that they are valid, and is opened again only when none is left: so where one of them
 * has met that, all of them go, those of other pools too.
 */
public final class FatalErrors implements SQLExceptionOverride {

  private final List<HikariDataSource> pools = new CopyOnWriteArrayList<>();

  /** Watches a pool too. */
  public void watch(HikariDataSource pool) {
    pools.add(pool);
  }

  @java.lang.Override
  public Override adjudicate(SQLException e) {
    if (!SqlFailures.isFatal(e)) {
      return Override.CONTINUE_EVICT;
    }
    if (!SqlFailures.isOfClosedConnection(e)) {
      evictAll();
    }
    return Override.MUST_EVICT;
  }

  /** Ends all connections; those that are in use, when they are given back. */
  public void evictAll() {
    pools.forEach(pool -> pool.getHikariPoolMXBean().softEvictConnections());
  }
}
