package org.threadless.storage.offline;

import java.util.List;
import java.util.Optional;
import org.threadless.router.engine.backlog.WaitingCount;
import org.threadless.router.engine.sending.Outage;
import org.threadless.router.engine.store.Hold;

/**
 * What is seen of a database without changing anything.
 *
 * @param product its name and version
 * @param forgetting the warning that it may lose what it has stored, if it may
 * @param waiting what waits in it
 * @param down the backends that are down, of which it knows when each is probed next
 * @param paused the backends that somebody has paused
 */
public record CheckedDatabase(
    String product,
    Optional<String> forgetting,
    List<WaitingCount> waiting,
    List<Outage> down,
    List<Hold> paused) {

  /** Copies the lists. */
  public CheckedDatabase {
    waiting = List.copyOf(waiting);
    down = List.copyOf(down);
    paused = List.copyOf(paused);
  }

  /** Returns one of which nothing is known but what it is. */
  public static CheckedDatabase unread(String product, Optional<String> forgetting) {
    return new CheckedDatabase(product, forgetting, List.of(), List.of(), List.of());
  }
}
