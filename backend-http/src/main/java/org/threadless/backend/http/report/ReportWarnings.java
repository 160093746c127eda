package org.threadless.backend.http.report;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.router.message.BackendName;
import org.threadless.router.text.Printable;

/**
 * Warns of the delivery reports of a backend that change nothing: of each kind once a minute. Safe
 * for any thread.
 */
public final class ReportWarnings {

  private static final Logger log = LoggerFactory.getLogger(ReportWarnings.class);

  private static final Duration PAUSE = Duration.ofMinutes(1);

  // A provider has a dozen words; what comes beyond that is none.
  private static final int MOST = 50;
  private static final int LONGEST = 60;

  private final BackendName backend;
  private final InstantSource clock;
  private final Map<String, Instant> told = new ConcurrentHashMap<>();

  /**
   * @param backend whose log lines they are
   * @param clock says when a minute is over
   */
  public ReportWarnings(BackendName backend, InstantSource clock) {
    this.backend = backend;
    this.clock = clock;
  }

  /** Says that a state is in none of the lists. */
  void unknownState(String word) {
    String shown = Printable.of(word, LONGEST);
    if (isTime("state " + shown)) {
      log.warn(
          "backend {}: a delivery report has the state {}, which states does not have;"
              + " it is kept, and changes nothing",
          backend,
          shown);
    }
  }

  /** Says that a message is none that went out by this backend, or none of those still kept. */
  void unknownMessage(UUID id) {
    if (isTime("message")) {
      log.warn("backend {}: a delivery report on {}, which is not stored here", backend, id);
    }
  }

  /** Says that an id is none of ours. */
  void foreignMessage() {
    if (isTime("message")) {
      log.warn("backend {}: a delivery report on a message that is none of ours", backend);
    }
  }

  private boolean isTime(String kind) {
    Instant now = clock.instant();
    // Of what lies ahead the clock was set back.
    told.values().removeIf(at -> now.isBefore(at) || !now.isBefore(at.plus(PAUSE)));
    return told.size() < MOST && told.putIfAbsent(kind, now) == null;
  }
}
