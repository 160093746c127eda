package org.threadless.router.engine.sending;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.threadless.router.conversation.Direction;
import org.threadless.router.engine.backend.ConfiguredBackend;
import org.threadless.router.engine.backlog.WaitingCount;

/**
 * How a backend is at one moment.
 *
 * @param backend which it is
 * @param kind whether messages go out by it
 * @param reason why they do not, in one line for people; empty where they do
 * @param since since when they do not, where that is known
 * @param next when that ends, or the backend is tried again, where that is known
 * @param waiting what waits there, both ways
 */
public record BackendState(
    ConfiguredBackend backend,
    Kind kind,
    Optional<String> reason,
    Optional<Instant> since,
    Optional<Instant> next,
    List<WaitingCount> waiting) {

  /** Whether messages go out by a backend. */
  public enum Kind {
    /** They do. */
    UP,
    /** Its gateway does not take them. */
    DOWN,
    /** Somebody has paused it. */
    PAUSED,
    /** It is not the time for what apps send of themselves; replies go out. */
    OUT_OF_HOURS
  }

  /** Copies the list. */
  public BackendState {
    waiting = List.copyOf(waiting);
  }

  /** Returns how many messages wait that go this way; 100,000 where it is so many or more. */
  public int waiting(Direction direction) {
    return waiting.stream()
        .filter(each -> each.direction() == direction)
        .mapToInt(WaitingCount::count)
        .sum();
  }

  /** Returns since when the oldest of them waits; empty where none does. */
  public Optional<Instant> oldest() {
    return waiting.stream().map(WaitingCount::oldest).min(Instant::compareTo);
  }
}
