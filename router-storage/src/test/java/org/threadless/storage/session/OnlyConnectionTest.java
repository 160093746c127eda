package org.threadless.storage.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.threadless.storage.dialect.Dialect;
import org.threadless.storage.file.DatabaseFile;

/** Who gets the connection of a pool that has one. */
class OnlyConnectionTest {

  @TempDir private Path folder;

  private final ExecutorService threads = Executors.newSingleThreadExecutor();
  private final Queue<String> order = new ConcurrentLinkedQueue<>();

  private HikariDataSource pool;

  @BeforeEach
  void open() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:h2:file:" + folder.resolve("router"));
    config.setMaximumPoolSize(1);
    pool = new HikariDataSource(config);
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
    pool.close();
  }

  @Test
  void whoWaitsForItHasItBeforeWhoHadItJustNow() throws Exception {
    AppConnections only = AppConnections.onlyOne(Duration.ofSeconds(30));
    for (int i = 0; i < 20; i++) {
      order.clear();
      MarkedTransaction first = begin(only.own());
      Future<?> waiting = threads.submit(() -> note("waited", only));
      await().pollInterval(Duration.ofMillis(1)).until(only::areAwaited);

      first.close();
      note("had it", only);

      waiting.get(30, TimeUnit.SECONDS);
      assertThat(List.copyOf(order)).containsExactly("waited", "had it");
    }
  }

  @Test
  void whoWaitsForTooLongIsToldSoAndKeepsItFromNobody() throws Exception {
    AppConnections only = AppConnections.onlyOne(Duration.ofMillis(10));
    MarkedTransaction first = begin(only);

    assertThatThrownBy(() -> begin(only.own()))
        .isInstanceOf(SQLTransientConnectionException.class)
        .hasMessage("others had the connection for too long");
    first.close();

    begin(only.own()).close();
  }

  private Void note(String who, AppConnections only) throws SQLException {
    MarkedTransaction transaction = begin(only.own());
    order.add(who);
    transaction.close();
    return null;
  }

  private MarkedTransaction begin(AppConnections share) throws SQLException {
    MarkedTransaction transaction =
        new MarkedTransaction(
            pool, Dialect.of(pool.getJdbcUrl()), true, DatabaseFile.none(), share);
    transaction.getConnection();
    return transaction;
  }
}
