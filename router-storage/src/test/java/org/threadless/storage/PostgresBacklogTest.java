package org.threadless.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.threadless.router.conversation.Direction;
import org.threadless.router.message.Connection;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.Outbox;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.storage.pool.DatabaseSettings;

class PostgresBacklogTest extends BacklogContract {

  @RegisterExtension static final PostgresServer postgres = new PostgresServer();

  @Override
  DatabaseSettings settings() throws SQLException {
    return postgres.database();
  }

  @Test
  void whatIsLetWaitHoldsUpLaterOnesThoughALookHasComeBeforeItWasStored() throws Exception {
    Clock clock = Clock.systemUTC();
    MessageIds ids = new MessageIds();
    Connection alice = Connection.of("public", "alice");
    try (Database database = Database.open(settings(), clock);
        java.sql.Connection other = TestConnection.to(settings());
        Statement statement = other.createStatement()) {
      IncomingMessage message =
          new IncomingMessage(
              ids.next(),
              ReceivedMessage.of(alice, "hello").withExternalId("7"),
              clock.instant(),
              new Outbox(ids, clock, backend -> {}));
      assertThat(database.messages().claim(message)).isEmpty();
      statement.execute("LOCK TABLE waiting IN SHARE MODE");

      CompletableFuture<Void> waits =
          CompletableFuture.runAsync(() -> database.backlog().letWait(message));
      await().until(() -> PostgresServer.isSomebodyBlocked(settings()));
      database.look();
      other.commit();
      waits.join();

      assertThat(database.backlog().holds(alice, Direction.IN)).isTrue();
    }
  }
}
