package org.threadless.api.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.threadless.router.engine.history.Cursor;
import org.threadless.router.engine.history.FoundMessage;
import org.threadless.router.engine.history.MessagePage;
import org.threadless.router.engine.history.MessageQuery;
import org.threadless.router.engine.history.Messages;

/**
 * Reads a page some messages at a time, and ends it early where they are long: a thousand texts may
 * be thirty megabytes, and whoever asks for them need not read them.
 */
final class PageInParts {

  private static final int PART = 100;
  private static final int MOST_CHARACTERS = 500_000;

  private final Messages messages;

  PageInParts(Messages messages) {
    this.messages = messages;
  }

  MessagePage search(MessageQuery query) {
    long began = System.nanoTime();
    List<FoundMessage> found = new ArrayList<>();
    MessagePage part = messages.search(query.limit(Math.min(PART, query.limit())));
    int characters = add(part, found, 0);
    while (found.size() < query.limit()
        && characters < MOST_CHARACTERS
        && part.next().isPresent()
        && part.lookedBackTo().isEmpty()
        && System.nanoTime() - began < query.within().toNanos()) {
      int left = query.limit() - found.size();
      part = messages.search(query.after(part.next().get()).limit(Math.min(PART, left)));
      characters = add(part, found, characters);
    }
    return page(found, part, characters);
  }

  private static int add(MessagePage part, List<FoundMessage> found, int before) {
    int characters = before;
    for (FoundMessage each : part.messages()) {
      if (characters < MOST_CHARACTERS) {
        found.add(each);
        characters += each.message().text().length();
      }
    }
    return characters;
  }

  private static MessagePage page(List<FoundMessage> found, MessagePage last, int characters) {
    if (characters < MOST_CHARACTERS) {
      return new MessagePage(found, last.next(), last.lookedBackTo());
    }
    Cursor next = new Cursor(found.get(found.size() - 1).message().id());
    return new MessagePage(found, Optional.of(next), Optional.empty());
  }
}
