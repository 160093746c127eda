package org.threadless.backend.http.report;

import java.time.InstantSource;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.router.message.BackendName;
import org.threadless.router.text.OneLineAMinute;
import org.threadless.router.text.Printable;

/**
 * Warns of the delivery reports of a backend that change nothing: once a minute of those with a
 * state that nobody knows, and of those on no message of ours, whatever they hold. Safe for any
 * thread.
 */
public final class ReportWarnings {

  private static final Logger log = LoggerFactory.getLogger(ReportWarnings.class);

  private static final int LONGEST = 60;

  private final BackendName backend;
  private final OneLineAMinute states;
  private final OneLineAMinute messages;

  /**
   * @param backend whose log lines they are
   * @param clock says when a minute is over
   */
  public ReportWarnings(BackendName backend, InstantSource clock) {
    this.backend = backend;
    this.states = new OneLineAMinute(clock);
    this.messages = new OneLineAMinute(clock);
  }

  /** Says that a state is in none of the lists. */
  void unknownState(String word) {
    states.write(
        more ->
            log.warn(
                "backend {}: a delivery report has the state {}, which states does not have;"
                    + " it is kept, and changes nothing{}",
                backend,
                Printable.of(word, LONGEST),
                more));
  }

  /** Says that a message is none that went out by this backend, or none of those still kept. */
  void unknownMessage(UUID id) {
    messages.write(
        more ->
            log.warn(
                "backend {}: a delivery report on {}, which is not stored here{}",
                backend,
                id,
                more));
  }

  /** Says that an id is none of ours. */
  void foreignMessage() {
    messages.write(
        more ->
            log.warn(
                "backend {}: a delivery report on a message that is none of ours{}",
                backend,
                more));
  }
}
