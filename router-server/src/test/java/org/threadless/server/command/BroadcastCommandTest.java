package org.threadless.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.threadless.router.engine.broadcast.NewBroadcast;
import org.threadless.router.engine.store.Planned;
import org.threadless.router.engine.store.UnitOfWork;
import org.threadless.router.message.Connection;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.router.message.SendOptions;
import org.threadless.storage.Database;
import org.threadless.storage.pool.DatabaseSettings;

class BroadcastCommandTest {

  private static final Connection WHO = Connection.of("phone", "0700");

  @TempDir Path temp;
  private final MessageIds ids = new MessageIds();
  private String url;
  private String config;

  @BeforeEach
  void configure() {
    url = "jdbc:h2:file:" + temp.resolve("db");
    config =
        new ConfigFolder(temp)
            .option(
                """
                database: {url: '%s'}
                backends: {phone: {engine: journal}}
                """
                    .formatted(url));
  }

  @Test
  void oneIsListedShownPausedResumedAndStopped() {
    UUID id = start();

    assertThat(broadcast("list").out()).contains(id.toString(), "RUNNING", "Stock-out");
    assertThat(broadcast("show", id.toString()).out())
        .contains(
            id + "  RUNNING  Stock-out", "  messages: 1", "    queued: 1", "not be reached: 2");
    assertThat(broadcast("pause", id.toString()).out()).contains(id + "  PAUSED");
    assertThat(broadcast("resume", id.toString()).out()).contains(id + "  RUNNING");
    assertThat(broadcast("stop", id.toString()).out()).contains(id + "  STOPPED");
    CommandResult again = broadcast("resume", id.toString());
    assertThat(again.exitCode()).isEqualTo(1);
    assertThat(again.err()).contains("is stopped: what has not gone out of it never does");
  }

  @Test
  void whatIsNotThereIsTold() {
    for (String id : List.of("nonsense", UUID.randomUUID().toString())) {
      CommandResult refused = broadcast("show", id);

      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.err()).contains("there is no broadcast " + id);
    }
  }

  private CommandResult broadcast(String command, String... arguments) {
    return arguments.length == 0
        ? CommandResult.router("broadcast", command, config)
        : CommandResult.router("broadcast", command, config, arguments[0]);
  }

  private UUID start() {
    UUID id = ids.next();
    Planned planned =
        new Planned(
                new OutgoingMessage(ids.next(), WHO, "No AL.", Optional.empty(), Instant.now()),
                OutgoingStatus.QUEUED,
                List.of())
            .inBroadcast(id)
            .inTurn();
    NewBroadcast wanted =
        new NewBroadcast(
            Optional.of("Stock-out"),
            Map.of(WHO, "No AL."),
            2,
            SendOptions.none(),
            Optional.of("amina"));
    try (Database database =
        Database.open(new DatabaseSettings(url, null, null, null), Clock.systemUTC())) {
      database.broadcasts().begin(id, wanted);
      try (UnitOfWork work = database.messages().begin()) {
        database.broadcasts().add(id, List.of(planned));
        database.broadcasts().complete(id);
        work.commit(List.of(planned));
      }
      database.broadcasts().end(id);
    }
    return id;
  }
}
