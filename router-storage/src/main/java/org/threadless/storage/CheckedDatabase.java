package org.threadless.storage;

import java.util.List;
import java.util.Optional;
import org.threadless.router.engine.backlog.WaitingCount;
import org.threadless.router.message.BackendName;

/**
 * What is seen of a database without changing anything.
 *
 * @param product its name and version
 * @param forgetting the warning that it may lose what it has stored, if it may
 * @param waiting what waits in it
 * @param down the backends that are down
 */
public record CheckedDatabase(
    String product,
    Optional<String> forgetting,
    List<WaitingCount> waiting,
    List<BackendName> down) {

  /** Copies the lists. */
  public CheckedDatabase {
    waiting = List.copyOf(waiting);
    down = List.copyOf(down);
  }
}
