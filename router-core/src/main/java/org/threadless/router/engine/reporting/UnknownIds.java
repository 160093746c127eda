package org.threadless.router.engine.reporting;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.router.backend.ReportResult;
import org.threadless.router.message.BackendName;
import org.threadless.router.text.OneLineAMinute;
import org.threadless.router.text.Printable;

/**
 * Tells the reports that come before their message has its gateway's id from those on messages that
 * are not ours: an id may become known for a minute from when it is first seen, and later not.
 * Which ids those are this node alone remembers, so a gateway that reaches another one each time is
 * asked to come again by each of them for that long. Safe for any thread.
 */
@Singleton
public final class UnknownIds {

  private static final Logger log = LoggerFactory.getLogger(UnknownIds.class);

  private static final Duration MINUTE = Duration.ofMinutes(1);

  // A few megabytes. An id that is forgotten because there are more has another minute when it
  // comes again.
  private static final int MOST = 10_000;
  private static final int LONGEST = 255;

  private final InstantSource clock;
  private final Map<Id, Instant> firstSeen = new FirstOnes();
  private final Map<BackendName, OneLineAMinute> warnings = new HashMap<>();

  private record Id(BackendName backend, String id) {}

  /** Remembers as many as it may, the last ones. */
  @SuppressWarnings("serial")
  private static final class FirstOnes extends LinkedHashMap<Id, Instant> {
    @Override
    protected boolean removeEldestEntry(Map.Entry<Id, Instant> eldest) {
      return size() > MOST;
    }
  }

  @Inject
  UnknownIds(InstantSource clock) {
    this.clock = clock;
  }

  /** A report has come with an id that no message of the backend has. */
  synchronized ReportResult seen(String gatewayId, BackendName backend) {
    Instant now = clock.instant();
    String start = gatewayId.substring(0, Math.min(gatewayId.length(), LONGEST));
    // Where the clock was set back, the minute begins anew.
    Instant first = firstSeen.merge(new Id(backend, start), now, UnknownIds::earlier);
    if (now.isBefore(first.plus(MINUTE))) {
      return ReportResult.NOT_YET;
    }
    warn(start, backend);
    return ReportResult.UNKNOWN;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  // Whoever can report may make up ids.
  private void warn(String id, BackendName backend) {
    warnings
        .computeIfAbsent(backend, name -> new OneLineAMinute(clock))
        .write(
            more ->
                log.warn(
                    "backend {}: a delivery report is about no message of ours: the gateway's id is"
                        + " {}{}",
                    backend,
                    Printable.of(id, LONGEST),
                    more));
  }
}
