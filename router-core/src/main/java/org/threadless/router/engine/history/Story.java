package org.threadless.router.engine.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.threadless.router.conversation.Direction;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.message.MessageIds;

/** Puts what is kept of a message in the order of time. */
final class Story {

  private Story() {}

  static List<StoryPart> of(MessageHistory history) {
    List<StoryPart> parts = new ArrayList<>();
    history.errors().forEach(error -> parts.add(new StoryPart.Erred(error)));
    history.answers().forEach(id -> parts.add(new StoryPart.Replied(MessageIds.timeOf(id), id)));
    history.way().forEach(leg -> parts.add(new StoryPart.Tried(leg)));
    history.resendings().forEach(each -> parts.add(new StoryPart.SentAgain(each)));
    history.reports().forEach(report -> parts.add(new StoryPart.ReportCame(report)));
    parts.add(became(history));
    parts.sort(Comparator.comparing(StoryPart::at));
    // What a gateway or another node says of its clock does not come before it, nor after what is
    // still to come.
    parts.add(0, beginning(history));
    history.waiting().ifPresent(state -> parts.add(new StoryPart.StillWaits(state)));
    history.untold().forEach(event -> parts.add(new StoryPart.StillUntold(event)));
    return List.copyOf(parts);
  }

  private static StoryPart beginning(MessageHistory history) {
    StoredMessage message = history.message();
    return isIncoming(history)
        ? new StoryPart.Came(message.time(), history.externalId(), history.fields())
        : new StoryPart.Made(message.time(), history.app(), message.inResponseTo());
  }

  private static StoryPart became(MessageHistory history) {
    StoredMessage message = history.message();
    return new StoryPart.Became(
        history.updatedAt(),
        message.status(),
        message.reason(),
        isIncoming(history) ? history.app() : Optional.empty(),
        message.gatewayId());
  }

  private static boolean isIncoming(MessageHistory history) {
    return history.message().direction() == Direction.IN;
  }
}
