package org.threadless.storage;

import java.util.List;
import org.threadless.router.engine.store.WaitingCount;

/**
 * What is seen of a database without changing anything.
 *
 * @param product its name and version
 * @param waiting what waits in it
 */
public record CheckedDatabase(String product, List<WaitingCount> waiting) {

  /** Copies the list. */
  public CheckedDatabase {
    waiting = List.copyOf(waiting);
  }
}
