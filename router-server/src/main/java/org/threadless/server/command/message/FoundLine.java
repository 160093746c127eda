package org.threadless.server.command.message;

import java.util.ArrayList;
import java.util.List;
import org.threadless.router.conversation.Direction;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.engine.history.FoundMessage;
import org.threadless.router.text.Printable;

/** A message that was found, in a line for people. Strangers have written part of it. */
record FoundLine(FoundMessage found) {

  private static final int LONGEST = 160;

  String text() {
    StoredMessage message = found.message();
    return message.id()
        + " "
        + message.time()
        + (message.direction() == Direction.IN ? " from " : " to ")
        + printable(message.connection().identity().value())
        + " by "
        + message.connection().backend()
        + " "
        + message.status()
        + why()
        + ": "
        + (message.textDeleted() ? "(text deleted)" : printable(message.text()));
  }

  private String why() {
    List<String> said = new ArrayList<>();
    found.message().reason().map(FoundLine::printable).ifPresent(said::add);
    found.waiting().ifPresent(waiting -> said.add("due " + waiting.due()));
    return said.isEmpty() ? "" : " (" + String.join("; ", said) + ")";
  }

  private static String printable(String text) {
    return Printable.of(text, LONGEST);
  }
}
