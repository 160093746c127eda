package org.threadless.storage.wait.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.threadless.router.conversation.Direction;
import org.threadless.router.engine.backlog.ScheduledCount;
import org.threadless.router.engine.backlog.WaitingCount;
import org.threadless.router.message.BackendName;
import org.threadless.storage.wait.sql.BacklogMapper;

/** Tells what waits at each backend, without reading all of it. */
public final class Summary {

  /** More are not told apart: whoever asks how much waits does not wait for the answer. */
  public static final int COUNTED = 100_000;

  // What was let be tried again is not as old as its id.
  private static final int LOOKED_AT = 1000;

  private Summary() {}

  /** Returns it with counts up to a limit. */
  public static List<WaitingCount> of(BacklogMapper mapper, int limit) {
    List<WaitingCount> found = new ArrayList<>();
    for (String backend = next("", mapper); backend != null; backend = next(backend, mapper)) {
      for (Direction direction : Direction.values()) {
        Instant oldest = mapper.oldest(backend, direction, Math.min(limit, LOOKED_AT));
        if (oldest != null) {
          int count = mapper.count(backend, direction, limit);
          found.add(new WaitingCount(new BackendName(backend), direction, count, oldest));
        }
      }
    }
    return found;
  }

  /** Tells what is scheduled for later, without reading all of it. */
  public static ScheduledCount ofScheduled(BacklogMapper mapper, int limit) {
    return new ScheduledCount(
        mapper.countScheduled(limit), Optional.ofNullable(mapper.nextScheduled()));
  }

  private static String next(String backend, BacklogMapper mapper) {
    return mapper.nextBackend(backend, backend + "\u0001");
  }
}
