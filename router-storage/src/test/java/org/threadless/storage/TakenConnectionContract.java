package org.threadless.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.threadless.router.engine.store.UnitOfWork;
import org.threadless.storage.pool.DatabaseSettings;

/** What becomes of apps that have written and hang, while others wait for their connections. */
abstract class TakenConnectionContract {

  private static final int HANGING = 1;
  private static final int ANOTHER = 2;

  private final CountDownLatch end = new CountDownLatch(1);
  private final ExecutorService apps = Executors.newCachedThreadPool();
  private Database database;
  private int size;

  /** Returns an empty database. */
  abstract DatabaseSettings settings() throws Exception;

  @BeforeEach
  void open() throws Exception {
    DatabaseSettings given = settings();
    size = given.poolSize();
    database =
        Database.open(
            new DatabaseSettings(
                given.url(), given.user(), given.password(), size, Duration.ofSeconds(2)),
            Clock.systemUTC());
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE kept (n INT)");
      connection.commit();
    }
  }

  @AfterEach
  void close() {
    end.countDown();
    apps.shutdown();
    database.close();
  }

  @Test
  void othersGoOnAndWhatTheyWroteIsUndone() throws Exception {
    List<Future<?>> hanging = hang();

    // A transaction of an app that waits for its turn.
    await().ignoreExceptions().until(() -> write(ANOTHER));

    end.countDown();
    for (Future<?> each : hanging) {
      each.get(2, TimeUnit.MINUTES);
    }
    assertThat(written()).containsExactly(ANOTHER);
  }

  private List<Future<?>> hang() throws InterruptedException {
    CountDownLatch written = new CountDownLatch(size);
    List<Future<?>> hanging = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      hanging.add(apps.submit(() -> hang(written)));
    }
    assertThat(written.await(2, TimeUnit.MINUTES)).isTrue();
    return hanging;
  }

  private Void hang(CountDownLatch written) throws Exception {
    try (UnitOfWork work = database.messages().begin()) {
      work.mark();
      insert(HANGING);
      written.countDown();
      assertThat(end.await(2, TimeUnit.MINUTES)).isTrue();
      // Another one's may have been taken before.
      await()
          .pollInSameThread()
          .untilAsserted(
              () ->
                  assertThatThrownBy(() -> insert(HANGING))
                      .hasStackTraceContaining("kept for too long"));
      assertThatThrownBy(work::undo).hasMessageContaining("kept for too long");
      assertThatThrownBy(() -> work.commit(List.of())).hasMessageContaining("kept for too long");
    }
    return null;
  }

  private boolean write(int number) throws SQLException {
    try (UnitOfWork work = database.messages().begin()) {
      work.mark();
      insert(number);
      work.commit(List.of());
      return true;
    }
  }

  private void insert(int number) throws SQLException {
    try (Statement statement = database.session().getConnection().createStatement()) {
      statement.execute("INSERT INTO kept VALUES (" + number + ")");
    }
  }

  private List<Integer> written() throws SQLException {
    List<Integer> numbers = new ArrayList<>();
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT n FROM kept")) {
      while (rows.next()) {
        numbers.add(rows.getInt(1));
      }
    }
    return numbers;
  }
}
