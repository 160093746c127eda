package org.threadless.router.engine.history;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Messages that were found.
 *
 * @param messages the newest first
 * @param next where it goes on; empty where there are no more for sure
 * @param lookedBackTo all that are as new as this, or newer, have been looked at, and time was over
 *     then: there may be more though the page is not full; empty where the page is full or there
 *     are no more
 */
public record MessagePage(
    List<FoundMessage> messages, Optional<Cursor> next, Optional<Instant> lookedBackTo) {

  /** Copies the list. */
  public MessagePage {
    messages = List.copyOf(messages);
    Objects.requireNonNull(next, "next");
    Objects.requireNonNull(lookedBackTo, "lookedBackTo");
  }
}
