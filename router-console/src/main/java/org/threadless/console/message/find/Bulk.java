package org.threadless.console.message.find;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.threadless.console.message.ListedMessage;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.engine.backend.Backends;
import org.threadless.router.engine.history.FoundMessage;
import org.threadless.router.engine.history.MessagePage;
import org.threadless.router.engine.history.MessageQuery;
import org.threadless.router.engine.history.Messages;

/**
 * Messages with which the same is to be done: of backends that are configured, since nobody works
 * for others.
 *
 * @param ids theirs, the oldest first
 * @param kinds how many there are by each backend and with each reason
 * @param hasMore whether there may be more, which are older
 */
record Bulk(List<UUID> ids, Map<String, Integer> kinds, boolean hasMore) {

  /** How many at most. */
  static final int MOST = 10_000;

  private static final Duration LONGEST = Duration.ofSeconds(20);

  static Bulk find(MessageQuery query, Messages messages, Backends backends) {
    long began = System.nanoTime();
    Deque<UUID> ids = new ArrayDeque<>();
    Map<String, Integer> kinds = new TreeMap<>();
    Optional<MessageQuery> next = Optional.of(query.limit(MessageQuery.MAX_LIMIT));
    while (next.isPresent() && ids.size() < MOST && System.nanoTime() - began < LONGEST.toNanos()) {
      MessagePage page = messages.search(next.get());
      page.messages().stream()
          .map(FoundMessage::message)
          .filter(message -> backends.has(message.connection().backend()))
          .forEach(
              message -> {
                ids.addFirst(message.id());
                kinds.merge(kind(message), 1, Integer::sum);
              });
      next = page.next().map(query.limit(MessageQuery.MAX_LIMIT)::after);
    }
    return new Bulk(List.copyOf(ids), kinds, next.isPresent());
  }

  private static String kind(StoredMessage message) {
    return message.connection().backend()
        + message.reason().map(reason -> ": " + ListedMessage.shortened(reason, 200)).orElse("");
  }
}
