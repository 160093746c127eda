package org.threadless.storage.session;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import org.threadless.router.loop.Schedule;

/**
 * Takes the database connections of apps that hang from them, while others wait for one: what such
 * an app wrote is rolled back, and its next statement fails.
 */
public final class HangingApps implements AutoCloseable {

  private final Schedule schedule =
      new Schedule("looking for apps that keep connections", this::look, Duration.ofSeconds(1));
  private final HikariDataSource pool;
  private final AppConnections connections;
  private final Duration patience;

  /**
   * @param pool what the connections are of
   * @param patience how long an app may keep one without asking the database for anything
   */
  public HangingApps(HikariDataSource pool, AppConnections connections, Duration patience) {
    this.pool = pool;
    this.connections = connections;
    this.patience = patience;
  }

  public void start() {
    schedule.start();
  }

  private void look() {
    boolean awaited =
        connections.areAwaited() || pool.getHikariPoolMXBean().getThreadsAwaitingConnection() > 0;
    if (awaited) {
      connections.held().stream()
          .filter(each -> each.isIdleFor(patience))
          .forEach(each -> each.end(kept -> pool.evictConnection(Uninterrupted.behind(kept))));
    }
  }

  @Override
  public void close() {
    schedule.close();
  }
}
