package org.threadless.console.message.story;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.threadless.console.call.ConsolePages;
import org.threadless.console.call.Links;
import org.threadless.http.request.RequestException;
import org.threadless.router.app.Cancellation;
import org.threadless.router.app.Messenger;
import org.threadless.router.conversation.Direction;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.engine.backend.Backends;
import org.threadless.router.engine.backlog.Backlog;
import org.threadless.router.engine.backlog.Chosen;
import org.threadless.router.message.OutgoingStatus;

/** What can be done with one message, as commands and the API do it. */
public final class Deeds {

  private static final int CONFLICT = 409;

  private final Backlog backlog;
  private final Messenger messenger;
  private final Backends backends;

  @Inject
  Deeds(Backlog backlog, Messenger messenger, Backends backends) {
    this.backlog = backlog;
    this.messenger = messenger;
    this.backends = backends;
  }

  /** Returns what can be done with it now. */
  List<MessageStory.Deed> of(StoredMessage message) {
    List<MessageStory.Deed> deeds = new ArrayList<>();
    if (!backends.has(message.connection().backend())) {
      // Nobody works for one that is configured no more.
      return deeds;
    }
    if (message.direction() == Direction.IN && isErrored(message)) {
      deeds.add(
          deed(
              message,
              "route",
              "Run again",
              "All apps see it as if it had just come, also those that saw it before, and what they"
                  + " reply is sent."));
    }
    if (message.status() == OutgoingStatus.FAILED && !message.textDeleted()) {
      deeds.add(
          deed(
              message,
              "resend",
              "Resend",
              "It is sent again as if it were made now, and no app sees it again. If it was"
                  + " \u201cperhaps sent\u201d, it may reach its phone twice."));
    }
    if (message.status() == OutgoingStatus.QUEUED) {
      deeds.add(deed(message, "cancel", "Cancel", "It will not be sent. This cannot be undone."));
    }
    return deeds;
  }

  private static MessageStory.Deed deed(
      StoredMessage message, String what, String label, String meaning) {
    return new MessageStory.Deed(
        ConsolePages.ROOT + Links.message(message.id()) + "/" + what, label, meaning);
  }

  private boolean isErrored(StoredMessage message) {
    return !backlog
        .errored(
            new Chosen(
                Optional.of(message.id()),
                Set.of(message.connection().backend()),
                Optional.empty()))
        .isEmpty();
  }

  /** Has a message routed again. */
  void route(UUID id, StoredMessage message) {
    if (!isErrored(message) || backlog.retry(List.of(id)).isEmpty()) {
      throw new RequestException(
          CONFLICT,
          "Only a message that could not be routed, or that an app threw at, can be run again, and"
              + " only once.");
    }
  }

  /** Has a message sent again. */
  void resend(UUID id, StoredMessage message, String by) {
    if (message.textDeleted()) {
      throw new RequestException(
          CONFLICT, "It cannot be sent again: its text was deleted, as texts are kept for a time.");
    }
    if (message.status() != OutgoingStatus.FAILED || backlog.resend(List.of(id), by).isEmpty()) {
      throw new RequestException(CONFLICT, "Only a message that has failed can be sent again.");
    }
  }

  /** Takes a message back. */
  void cancel(UUID id) {
    Cancellation came = messenger.cancel(id);
    String otherwise =
        switch (came) {
          case DONE, WAS_CANCELLED -> "";
          case UNDER_WAY -> "it is being sent just now";
          case SENT -> "it was sent";
          case DELIVERED -> "it was delivered";
          case FAILED -> "it has failed, and does not go out anyway";
          case UNKNOWN -> "it came in";
        };
    if (!otherwise.isEmpty()) {
      throw new RequestException(CONFLICT, "It is not cancelled: " + otherwise + ".");
    }
  }
}
