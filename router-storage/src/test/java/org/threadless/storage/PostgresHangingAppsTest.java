package org.threadless.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
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
import org.junit.jupiter.api.extension.RegisterExtension;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.engine.store.UnitOfWork;
import org.threadless.router.message.Connection;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.Outbox;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.storage.pool.DatabaseSettings;

/** Apps that have written and do not come back keep all the connections that apps may have. */
class PostgresHangingAppsTest {

  @RegisterExtension static final PostgresServer postgres = new PostgresServer();

  private final MessageIds ids = new MessageIds();
  private final CountDownLatch end = new CountDownLatch(1);
  private final ExecutorService apps = Executors.newCachedThreadPool();
  private final List<Future<?>> hanging = new ArrayList<>();
  private Database database;

  @BeforeEach
  void open() throws Exception {
    DatabaseSettings settings = postgres.newDatabase();
    database = Database.open(settings, Clock.systemUTC());
    CountDownLatch written = new CountDownLatch(settings.poolSize());
    for (int i = 0; i < settings.poolSize(); i++) {
      hanging.add(apps.submit(() -> hang(written)));
    }
    assertThat(written.await(2, TimeUnit.MINUTES)).isTrue();
  }

  @AfterEach
  void close() throws Exception {
    end.countDown();
    for (Future<?> each : hanging) {
      each.get();
    }
    apps.shutdown();
    database.close();
  }

  @Test
  void theNodeGoesOnToShowThatItIsAlive() {
    assertThatCode(database::look).doesNotThrowAnyException();
  }

  @Test
  void messagesAreStored() {
    assertThat(database.messages().enqueue(message("hello"))).isEmpty();

    assertThat(database.messages().conversation(Connection.of("public", "1"), 10)).hasSize(1);
  }

  @Test
  void anotherAppIsToldInTimeThatThereIsNoConnection() {
    assertThatThrownBy(this::write)
        .isInstanceOf(StoreUnavailableException.class)
        .hasRootCauseInstanceOf(SQLTransientConnectionException.class);
  }

  @Test
  void whenTheyComeBackOthersCanWrite() throws Exception {
    end.countDown();
    for (Future<?> each : hanging) {
      each.get();
    }

    assertThatCode(this::write).doesNotThrowAnyException();
  }

  private Void hang(CountDownLatch written) throws Exception {
    try (UnitOfWork work = database.messages().begin()) {
      work.mark();
      select();
      written.countDown();
      assertThat(end.await(2, TimeUnit.MINUTES)).isTrue();
    }
    return null;
  }

  private void write() throws SQLException {
    try (UnitOfWork work = database.messages().begin()) {
      work.mark();
      select();
    }
  }

  /** Does what an app does that has a transaction from then on. */
  private void select() throws SQLException {
    try (Statement statement = database.session().getConnection().createStatement()) {
      statement.execute("SELECT 1");
    }
  }

  private IncomingMessage message(String text) {
    Outbox outbox = new Outbox(ids, Clock.systemUTC(), backend -> {});
    ReceivedMessage received = ReceivedMessage.of(Connection.of("public", "1"), text);
    return new IncomingMessage(ids.next(), received, Instant.now(), outbox);
  }
}
