package org.threadless.console.conversation;

import java.util.List;
import java.util.Optional;
import org.threadless.console.call.Moment;

/**
 * A part of a conversation.
 *
 * @param messages the newest last
 * @param lookedBackTo how far back was looked, where time was over
 * @param earlier where what was said before is
 * @param newest where the newest is, where it is not here
 */
public record Talk(
    List<Utterance> messages,
    Optional<Moment> lookedBackTo,
    Optional<String> earlier,
    Optional<String> newest) {

  /** Copies the list. */
  public Talk {
    messages = List.copyOf(messages);
  }
}
