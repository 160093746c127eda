package org.threadless.server.command.message;

import java.util.Optional;
import java.util.function.Consumer;
import org.threadless.router.engine.history.Cursor;
import org.threadless.router.engine.history.FoundMessage;
import org.threadless.router.engine.history.MessagePage;
import org.threadless.router.engine.history.MessageQuery;
import org.threadless.router.engine.history.Messages;

/** A search that goes on, page by page, until there are enough: who types a command has time. */
final class PagedSearch {

  // A page is one statement, which takes no longer than a second while a router serves.
  private static final int PAGE = 200;

  private final Messages messages;
  private final MessageQuery.Builder query;

  /**
   * @param query which messages are looked for
   */
  PagedSearch(Messages messages, MessageQuery.Builder query) {
    this.messages = messages;
    this.query = query;
  }

  /**
   * Hands over the newest of them, the newest first.
   *
   * @param count how many at most
   * @return whether there may be more
   */
  boolean newest(int count, Consumer<FoundMessage> reader) {
    int left = count;
    Optional<Cursor> next = Optional.empty();
    do {
      next.ifPresent(query::after);
      int limit = Math.min(left, PAGE);
      MessagePage page = messages.search(query.limit(limit).build());
      page.messages().forEach(reader);
      left -= page.messages().size();
      next = page.next();
    } while (next.isPresent() && left > 0);
    return next.isPresent();
  }
}
