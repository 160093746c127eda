package org.threadless.app.guard;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.threadless.router.config.Rate;

/**
 * Counts replies of one kind, each key from its first reply on for the time of the limit. Few of
 * one key are counted in memory, so that they cost nothing; from half of the limit on they are
 * counted in the table, for all nodes and over restarts. Safe for any thread.
 */
final class ReplyCount {

  /** What is remembered of those who got replies last. */
  private static final int KEYS = 50_000;

  private final Rate limit;
  private final ReplyMapper mapper;
  private final Map<ReplyKey, Run> runs =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ReplyKey, Run> eldest) {
          return size() > KEYS;
        }
      };

  /** What came of counting one more. */
  enum Verdict {
    /** It may go. */
    FINE,
    /** It is the first that may not. */
    FIRST_TOO_MANY,
    /** Another that may not. */
    TOO_MANY
  }

  /**
   * Replies since a time: how many, how many of them are in the table, and whether it was enough.
   */
  private static final class Run {
    private Instant begun;
    private int replies;
    private int inTable;
    private boolean over;

    private Run(Instant begun) {
      this.begun = begun;
    }
  }

  ReplyCount(Rate limit, ReplyMapper mapper) {
    this.limit = limit;
    this.mapper = mapper;
  }

  Rate limit() {
    return limit;
  }

  /** Counts one more. */
  Verdict count(ReplyKey key, Instant now) {
    int more;
    Instant begun;
    synchronized (runs) {
      Run run = runs.compute(key, (any, known) -> isOn(known, now) ? known : new Run(now));
      if (run.over) {
        return Verdict.TOO_MANY;
      }
      run.replies++;
      if (run.replies * 2 < limit.count() + 1) {
        return Verdict.FINE;
      }
      more = run.replies - run.inTable;
      begun = run.begun;
      run.inTable = run.replies;
    }
    // Not under the lock: it may take its time.
    ReplyMapper.Counted counted = add(key, more, begun, now);
    if (counted.replies() <= limit.count()) {
      return Verdict.FINE;
    }
    end(key, counted.begun());
    return counted.replies() - more <= limit.count() ? Verdict.FIRST_TOO_MANY : Verdict.TOO_MANY;
  }

  private boolean isOn(Run run, Instant now) {
    return run != null && Duration.between(run.begun, now).abs().compareTo(limit.per()) < 0;
  }

  private void end(ReplyKey key, Instant begun) {
    synchronized (runs) {
      Run run = runs.get(key);
      if (run != null) {
        run.begun = begun;
        run.over = true;
      }
    }
  }

  private ReplyMapper.Counted add(ReplyKey key, int more, Instant begun, Instant now) {
    Instant after = now.minus(limit.per());
    if (mapper.add(key, more, after) == 0
        && mapper.begin(key, more, begun, after) == 0
        && mapper.insert(key, more, begun) == 0) {
      // Another node was faster.
      mapper.add(key, more, after);
    }
    return mapper.counted(key).orElseGet(() -> new ReplyMapper.Counted(begun, more));
  }
}
