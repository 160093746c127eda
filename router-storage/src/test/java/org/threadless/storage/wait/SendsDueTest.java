package org.threadless.storage.wait;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.threadless.router.backend.SendResult;
import org.threadless.router.config.Rate;
import org.threadless.router.engine.backend.BackendSettings;
import org.threadless.router.engine.backend.ConfiguredBackend;
import org.threadless.router.engine.backlog.Dealt;
import org.threadless.router.engine.backlog.DueMessage;
import org.threadless.router.engine.backlog.DueWork;
import org.threadless.router.engine.backlog.Failure;
import org.threadless.router.engine.store.Planned;
import org.threadless.router.engine.store.SendOutcome;
import org.threadless.router.engine.store.UnitOfWork;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.storage.Database;
import org.threadless.storage.pool.DatabaseSettings;

/** What is due is sent by whoever asks for it, where no queue does it. */
class SendsDueTest {

  private final MessageIds ids = new MessageIds();
  private final List<UUID> sent = new ArrayList<>();
  private volatile Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS);
  private Database database;

  @BeforeEach
  void open() {
    String url = "jdbc:h2:mem:" + UUID.randomUUID();
    database = Database.open(new DatabaseSettings(url, null, null, 10), () -> now);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void theRateOfTheBackendIsKept() {
    List<UUID> waiting = List.of(waits("a"), waits("b"), waits("c"));
    ConfiguredBackend slow = backend(Optional.of(Rate.valueOf("1/h")));

    database.sendDue(this::send, List.of(slow));
    assertThat(sent).containsExactly(waiting.get(0));

    now = now.plus(Duration.ofHours(1));
    database.sendDue(this::send, List.of(slow));
    assertThat(sent).containsExactly(waiting.get(0), waiting.get(1));
  }

  @Test
  void whatHasToWaitHoldsUpThoseOfItsConnectionAndOnlyItsOwnFailureIsKept() {
    UUID first = waits("a");
    UUID second = waits("a");
    UUID other = waits("b");
    DueWork busyForOne = message -> message.id().equals(first) ? failed(message) : send(message);

    database.sendDue(busyForOne, List.of(backend(Optional.empty())));

    assertThat(sent).containsExactly(other);
    assertThat(database.backlog().resent(List.of(first, second)))
        .extracting(each -> each.reason().orElse("none"))
        .containsExactly("busy", "none");
  }

  private Dealt send(DueMessage message) {
    sent.add(message.id());
    return Dealt.ended(new SendOutcome(message.id(), SendResult.accepted(), now));
  }

  private Dealt failed(DueMessage message) {
    assertThat(sent).doesNotContain(message.id());
    return Dealt.failed(new Failure("busy", 1, 0, now), now.plusSeconds(60));
  }

  private UUID waits(String identity) {
    OutgoingMessage message =
        new OutgoingMessage(
            ids.next(), Connection.of("public", identity), "hello", Optional.empty(), now);
    try (UnitOfWork work = database.messages().begin()) {
      work.commit(List.of(new Planned(message, OutgoingStatus.QUEUED, List.of())));
    }
    database.backlog().postpone(message, Optional.empty(), now);
    return message.id();
  }

  private static ConfiguredBackend backend(Optional<Rate> rate) {
    BackendSettings settings =
        new BackendSettings(
            Optional.empty(),
            null,
            rate,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new ConfiguredBackend(
        new BackendName("public"), "test", settings, "inline", () -> null, () -> null);
  }
}
