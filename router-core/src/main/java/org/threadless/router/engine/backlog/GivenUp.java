package org.threadless.router.engine.backlog;

import java.util.List;
import java.util.UUID;

/**
 * Messages that were given up together.
 *
 * @param count how many
 * @param first the ids of the first few of them
 */
public record GivenUp(int count, List<UUID> first) {

  /** Copies the list. */
  public GivenUp {
    first = List.copyOf(first);
  }
}
