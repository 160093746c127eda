package org.threadless.router.engine.broadcast;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.threadless.router.engine.routing.Submission;
import org.threadless.router.engine.routing.Submissions;
import org.threadless.router.engine.store.Planned;
import org.threadless.router.message.Connection;
import org.threadless.router.message.MessageIds;

/**
 * Takes broadcasts that somebody outside wants sent. However many messages one has, they are stored
 * a few at a time, so that others get their turn in between; all of them go out, or none. Safe for
 * any thread.
 */
@Singleton
public final class BroadcastIntake {

  // Of a transaction, which others may have to wait for.
  private static final int AT_A_TIME = 200;

  private final Submissions submissions;
  private final BroadcastStore store;
  private final MessageIds ids;

  @Inject
  BroadcastIntake(Submissions submissions, BroadcastStore store, MessageIds ids) {
    this.submissions = submissions;
    this.store = store;
    this.ids = ids;
  }

  /**
   * Stores a broadcast with all its messages, after the apps have seen them.
   *
   * @param with writes in the transaction with which it comes to be there; where it throws, there
   *     is none
   * @return how it is then
   * @throws IllegalArgumentException where a text is not valid, or a backend is not configured
   * @throws org.threadless.router.conversation.StoreUnavailableException where the database cannot
   *     be used now
   */
  public Broadcast submit(NewBroadcast wanted, Consumer<Broadcast> with) {
    UUID id = ids.next();
    store.begin(id, wanted);
    try {
      return store(id, wanted, with);
    } finally {
      store.end(id);
    }
  }

  /**
   * Tells what would become of a broadcast if it were submitted now, after the apps have seen its
   * messages; stores and sends nothing.
   *
   * @throws IllegalArgumentException as {@link #submit} does
   * @throws org.threadless.router.conversation.StoreUnavailableException where the database cannot
   *     be used now
   */
  public BroadcastForecast rehearse(NewBroadcast wanted) {
    BroadcastForecast.Count count = new BroadcastForecast.Count();
    Iterator<Map.Entry<Connection, String>> left = wanted.texts().entrySet().iterator();
    while (left.hasNext()) {
      submissions.rehearse(Submission.of(next(left)).with(wanted.options())).forEach(count::add);
    }
    return count.forecast();
  }

  private Broadcast store(UUID id, NewBroadcast wanted, Consumer<Broadcast> with) {
    AtomicReference<Broadcast> complete = new AtomicReference<>();
    Iterator<Map.Entry<Connection, String>> left = wanted.texts().entrySet().iterator();
    do {
      Submission some = Submission.of(next(left)).with(wanted.options()).in(id);
      boolean isLast = !left.hasNext();
      List<Planned> unused =
          submissions.submit(
              some,
              planned -> {
                store.add(id, planned);
                if (isLast) {
                  complete.set(store.complete(id));
                  with.accept(complete.get());
                }
              });
    } while (left.hasNext());
    return complete.get();
  }

  private static Map<Connection, String> next(Iterator<Map.Entry<Connection, String>> left) {
    Map<Connection, String> some = new LinkedHashMap<>();
    while (left.hasNext() && some.size() < AT_A_TIME) {
      Map.Entry<Connection, String> each = left.next();
      some.put(each.getKey(), each.getValue());
    }
    return some;
  }
}
