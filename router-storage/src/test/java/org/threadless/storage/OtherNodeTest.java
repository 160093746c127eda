package org.threadless.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.threadless.router.conversation.Direction;
import org.threadless.router.engine.rate.Rates;
import org.threadless.router.engine.store.Planned;
import org.threadless.router.engine.store.Routed;
import org.threadless.router.engine.store.UnitOfWork;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.InResponseTo;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.Outbox;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.storage.pool.DatabaseSettings;

/** What a node knows of what another has done a moment ago. */
class OtherNodeTest {

  private static final BackendName PUBLIC = new BackendName("public");
  private static final Connection ALICE = Connection.of("public", "alice");

  private final MessageIds ids = new MessageIds();

  @TempDir private Path folder;
  private Database database;
  private Database other;

  @BeforeEach
  void open() {
    database = node();
    other = node();
  }

  @AfterEach
  void close() {
    other.close();
    database.close();
  }

  @Test
  void whatComesIsBehindAReplyThatAnotherNodeCouldNotSend() {
    IncomingMessage first =
        new IncomingMessage(
            ids.next(),
            ReceivedMessage.of(ALICE, "hello"),
            Instant.now(),
            new Outbox(ids, Clock.systemUTC(), backend -> {}));
    database.messages().enqueue(first);
    assertThat(database.backlog().holds(ALICE, Direction.IN)).isTrue();

    routeElsewhere(first);

    assertThat(database.backlog().holds(ALICE, Direction.IN)).isFalse();
    assertThat(database.backlog().holds(ALICE, Direction.OUT)).isTrue();
  }

  private void routeElsewhere(IncomingMessage message) {
    assertThat(other.backlog().take(PUBLIC, Direction.IN, 10, Rates.NONE).messages()).hasSize(1);
    OutgoingMessage reply =
        new OutgoingMessage(
            ids.next(),
            ALICE,
            "hello",
            Optional.of(new InResponseTo(message.id(), Optional.empty())),
            Instant.now());
    Planned planned = new Planned(reply, OutgoingStatus.QUEUED, List.of());
    try (UnitOfWork work = other.messages().begin()) {
      assertThat(
              work.commitQueued(
                  new Routed(message, IncomingStatus.HANDLED, List.of(), List.of(planned))))
          .isTrue();
    }
    other.backlog().postpone(reply, Optional.empty(), Instant.now());
    other.backlog().finish(List.of(message.id()), List.of(), () -> {});
    // Waits until that is stored.
    assertThat(other.backlog().waiting()).hasSize(1);
  }

  private Database node() {
    String url = "jdbc:h2:file:" + folder.resolve("test");
    return Database.open(new DatabaseSettings(url, null, null, null), Clock.systemUTC());
  }
}
