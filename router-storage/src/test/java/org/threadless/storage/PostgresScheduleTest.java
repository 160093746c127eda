package org.threadless.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.threadless.router.app.Cancellation;
import org.threadless.router.conversation.Direction;
import org.threadless.router.engine.rate.Rates;
import org.threadless.router.engine.store.UnitOfWork;
import org.threadless.router.message.Connection;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.storage.pool.DatabaseSettings;

class PostgresScheduleTest extends ScheduleContract {

  @RegisterExtension static final PostgresServer postgres = new PostgresServer();

  @Override
  DatabaseSettings settings() throws SQLException {
    return postgres.database();
  }

  @Test
  void twoNodesLetEachWaitOnce() throws Exception {
    List<UUID> scheduled = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      scheduled.add(schedule(Connection.of("public", "phone" + i), HOUR).id());
    }
    now = now.plus(HOUR);
    try (Database other = Database.open(settings(), clock)) {
      together(
          () -> {
            database.look();
            return null;
          },
          () -> {
            other.look();
            return null;
          });
      List<UUID> taken = new ArrayList<>(toSend());
      other
          .backlog()
          .take(PUBLIC, Direction.OUT, 100, Rates.NONE)
          .messages()
          .forEach(message -> taken.add(message.id()));
      assertThat(taken).containsExactlyInAnyOrderElementsOf(scheduled);
    }
  }

  @Test
  void whatIsDueDoesNotPassWhatAnotherNodeLetsWaitJustNow() throws Exception {
    OutgoingMessage first = schedule(ALICE, HOUR);
    OutgoingMessage second = schedule(ALICE, HOUR);
    pass(Duration.ZERO);
    try (java.sql.Connection other = database.dataSource().getConnection();
        Statement statement = other.createStatement()) {
      statement.execute(
          "INSERT INTO waiting_turn (backend, direction) VALUES ('', 'OUT') ON CONFLICT DO NOTHING");
      other.commit();
      statement.execute("SELECT 1 FROM waiting_turn WHERE backend = '' FOR UPDATE");
      statement.execute(
          "SELECT 1 FROM scheduled WHERE message_id = '" + first.id() + "' FOR UPDATE");

      pass(HOUR);
      assertThat(toSend()).isEmpty();
      other.rollback();
    }
    pass(Duration.ZERO);

    assertThat(toSend()).containsExactly(first.id(), second.id());
  }

  @Test
  void whatSomebodyIsCancellingIsNotTakenAndHoldsUpNobody() throws Exception {
    OutgoingMessage waits = storedInTurn(ALICE);
    OutgoingMessage other = storedInTurn(BOB);
    try (UnitOfWork work = store.begin()) {
      work.mark();
      assertThat(store.cancel(waits.id())).isEqualTo(Cancellation.DONE);
      assertThat(elsewhere(this::toSend)).containsExactly(other.id());
    }
    assertThat(toSend()).as("not cancelled after all").containsExactly(waits.id());
  }

  private static <T> T elsewhere(Callable<T> work) throws Exception {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      return thread.submit(work).get();
    } finally {
      thread.shutdown();
    }
  }

  private static void together(Callable<Void> one, Callable<Void> two) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (Future<Void> each : threads.invokeAll(List.of(one, two))) {
        each.get();
      }
    } finally {
      threads.shutdown();
    }
  }
}
