package org.threadless.storage;

import java.util.List;
import org.threadless.router.engine.store.WaitingCount;
import org.threadless.router.message.BackendName;

/**
 * What is seen of a database without changing anything.
 *
 * @param product its name and version
 * @param waiting what waits in it
 * @param down the backends that are down
 */
public record CheckedDatabase(String product, List<WaitingCount> waiting, List<BackendName> down) {

  /** Copies the lists. */
  public CheckedDatabase {
    waiting = List.copyOf(waiting);
    down = List.copyOf(down);
  }
}
