package org.threadless.console.message.find;

import java.util.List;
import java.util.Optional;
import org.threadless.console.call.Moment;
import org.threadless.console.message.ListedMessage;

/**
 * The page of messages.
 *
 * @param filter what is looked for
 * @param problem what is wrong with that; empty where nothing is
 * @param done what was done just now, in a sentence; may be empty
 * @param rows what was found
 * @param earlier where the list goes on
 * @param lookedBackTo how far back was looked, where time was over
 * @param newest where the list begins, where it does not here
 * @param download where all that is found is to be had as a table
 * @param resend where those of them that have failed can be sent again; for whoever may
 * @param cancel where those of them that wait can be taken back; for whoever may
 */
public record MessageList(
    FilterForm filter,
    String problem,
    String done,
    List<ListedMessage> rows,
    Optional<String> earlier,
    Optional<Moment> lookedBackTo,
    Optional<String> newest,
    String download,
    Optional<String> resend,
    Optional<String> cancel) {

  /** Copies the list. */
  public MessageList {
    rows = List.copyOf(rows);
  }
}
