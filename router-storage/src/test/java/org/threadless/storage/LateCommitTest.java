package org.threadless.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.threadless.router.conversation.Direction;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.engine.observing.Observers;
import org.threadless.router.engine.store.DatabaseTrouble;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.Outbox;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.storage.file.DatabaseFile;
import org.threadless.storage.node.Leases;
import org.threadless.storage.session.AppConnections;
import org.threadless.storage.session.Sessions;
import org.threadless.storage.write.Changes;
import org.threadless.storage.write.ConnectionIds;
import org.threadless.storage.write.Counting;
import org.threadless.storage.write.Deferred;
import org.threadless.storage.write.Events;
import org.threadless.storage.write.Writer;

/**
 * PostgreSQL commits what it was told to, though who told it has lost the connection, or is gone.
 */
class LateCommitTest {

  @RegisterExtension static final PostgresServer postgres = new PostgresServer();

  private static final int GONE = 9999;
  private static final org.threadless.router.message.Connection ALICE =
      org.threadless.router.message.Connection.of("public", "alice");

  private final Clock clock = Clock.systemUTC();
  private final MessageIds ids = new MessageIds();
  private Database database;

  @BeforeEach
  void open() throws SQLException {
    database = Database.open(postgres.database(), clock);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void whatIsCommittedWhenItsNodeIsGoneIsTakenOver() throws Exception {
    IncomingMessage message = message();
    assertThat(database.messages().claim(message)).isEmpty();
    TestConnection.execute(
        postgres.database(),
        "INSERT INTO node (id, name, beats, oldest_in_hand) SELECT "
            + GONE
            + ", regexp_replace(name, 't[0-9]+$', 't1'), 0, oldest_in_hand FROM node");
    try (Connection late = TestConnection.to(postgres.database());
        Statement statement = late.createStatement()) {
      statement.execute("SELECT pg_advisory_xact_lock_shared(1414681422, " + GONE + ")");
      statement.execute("UPDATE message SET node = " + GONE);

      database.look();
      assertThat(database.backlog().holds(ALICE, Direction.IN)).as("not committed yet").isFalse();
      late.commit();
    }

    database.look();
    assertThat(database.backlog().holds(ALICE, Direction.IN)).isTrue();
    assertThat(TestConnection.count(database, "node")).isEqualTo(1);
  }

  @Test
  void aMessageThatIsStoredAfterItsConnectionHasFailedWaits() throws Exception {
    LateCommit late = new LateCommit();
    Deferred deferred = new Deferred(new DatabaseTrouble());
    try (Writer writer = writer(late, deferred)) {
      Changes changes = new Changes().claim(message(), 1);
      assertThatThrownBy(() -> writer.commit(changes))
          .isInstanceOf(StoreUnavailableException.class);

      CompletableFuture<Void> back = CompletableFuture.runAsync(deferred::catchUp);
      await().until(() -> back.isDone() || PostgresServer.isSomebodyBlocked(postgres.database()));
      late.commit();
      back.join();
    }

    assertThat(TestConnection.count(database, "waiting")).isEqualTo(1);
  }

  private IncomingMessage message() {
    return new IncomingMessage(
        ids.next(),
        ReceivedMessage.of(ALICE, "hello").withExternalId("7"),
        clock.instant(),
        new Outbox(ids, clock, backend -> {}));
  }

  private Writer writer(LateCommit late, Deferred deferred) {
    Sessions sessions =
        new Sessions(
            late.of(database.dataSource()),
            database.dialect(),
            true,
            DatabaseFile.none(),
            AppConnections.all(),
            RouterMappers.ALL);
    return new Writer(
        sessions,
        1,
        new ConnectionIds(false, 1, clock),
        new Leases(clock),
        deferred,
        new Events(),
        new Counting(new Observers()),
        new Observers());
  }

  /** A first commit that is under way when its client takes the connection for lost. */
  private static final class LateCommit {

    private Connection open;

    /** Returns the same with connections of which the first cannot be committed. */
    DataSource of(DataSource connections) {
      return proxy(
          DataSource.class,
          connections,
          result -> result instanceof Connection first && open == null ? lost(first) : result);
    }

    private Connection lost(Connection connection) {
      open = connection;
      return (Connection)
          Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {Connection.class},
              (proxy, method, arguments) ->
                  switch (method.getName()) {
                    case "commit" -> throw new SQLException("the connection is lost", "08006");
                    case "rollback", "close", "abort" -> null;
                    default -> call(method, connection, arguments);
                  });
    }

    /** Commits it. */
    void commit() throws SQLException {
      open.commit();
      open.close();
    }

    private static Object call(java.lang.reflect.Method method, Object target, Object[] arguments)
        throws Throwable {
      try {
        return method.invoke(target, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }

    private static <T> T proxy(
        Class<T> type, T target, java.util.function.UnaryOperator<Object> result) {
      return type.cast(
          Proxy.newProxyInstance(
              type.getClassLoader(),
              new Class<?>[] {type},
              (proxy, method, arguments) -> result.apply(call(method, target, arguments))));
    }
  }
}
