package org.threadless.api.backend;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.threadless.router.conversation.Direction;
import org.threadless.router.engine.backend.ConfiguredBackend;
import org.threadless.router.engine.backlog.WaitingCount;
import org.threadless.router.engine.sending.Outage;
import org.threadless.router.engine.store.Hold;
import org.threadless.router.message.BackendName;

/** A backend as {@code openapi.yaml} says that it is told. */
record BackendView(
    String name,
    String engine,
    String state,
    Optional<String> reason,
    Optional<Instant> since,
    Optional<Instant> next,
    Waits waiting) {

  private static final String ELSEWHERE = "another node has tried it, and says why";

  /** How many messages wait, and for how many seconds the first one has. */
  record Waits(int in, int out, Optional<Long> oldest) {

    static Waits of(List<WaitingCount> here, Instant now) {
      return new Waits(
          count(here, Direction.IN),
          count(here, Direction.OUT),
          here.stream()
              .map(WaitingCount::oldest)
              .min(Instant::compareTo)
              .map(oldest -> Math.max(0, Duration.between(oldest, now).toSeconds())));
    }

    private static int count(List<WaitingCount> here, Direction direction) {
      return here.stream()
          .filter(each -> each.direction() == direction)
          .mapToInt(WaitingCount::count)
          .sum();
    }
  }

  /** How all backends are at one moment. */
  record Situation(
      List<Hold> holds, List<Outage> outages, List<WaitingCount> waiting, Instant now) {

    // A pause keeps everything back, and the hours of a backend keep back no replies: an outage
    // stands between the two.
    BackendView of(ConfiguredBackend backend) {
      BackendName name = backend.name();
      Optional<Hold> hold = holds.stream().filter(each -> each.backend().equals(name)).findFirst();
      Optional<Outage> outage =
          outages.stream().filter(each -> each.backend().equals(name)).findFirst();
      return hold.filter(each -> each.cause() == Hold.Cause.PAUSE)
          .map(each -> held(backend, each))
          .or(() -> outage.map(each -> down(backend, each)))
          .or(() -> hold.map(each -> held(backend, each)))
          .orElseGet(() -> up(backend));
    }

    private BackendView held(ConfiguredBackend backend, Hold hold) {
      return new BackendView(
          backend.name().value(),
          backend.engine(),
          "held",
          Optional.of(hold.reason()),
          hold.since(),
          hold.until(),
          waits(backend));
    }

    private BackendView down(ConfiguredBackend backend, Outage outage) {
      return new BackendView(
          backend.name().value(),
          backend.engine(),
          "down",
          Optional.of(outage.reason().orElse(ELSEWHERE)),
          outage.since(),
          outage.next(),
          waits(backend));
    }

    private BackendView up(ConfiguredBackend backend) {
      return new BackendView(
          backend.name().value(),
          backend.engine(),
          "up",
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          waits(backend));
    }

    private Waits waits(ConfiguredBackend backend) {
      return Waits.of(
          waiting.stream().filter(each -> each.backend().equals(backend.name())).toList(), now);
    }
  }
}
