package org.threadless.storage;

import java.util.List;
import java.util.Optional;
import org.threadless.router.engine.store.WaitingCount;

/**
 * What is seen of a database without changing anything.
 *
 * @param product its name and version
 * @param forgetting the warning that it may lose what it has stored, if it may
 * @param waiting what waits in it
 */
public record CheckedDatabase(
    String product, Optional<String> forgetting, List<WaitingCount> waiting) {

  /** Copies the list. */
  public CheckedDatabase {
    waiting = List.copyOf(waiting);
  }
}
