package org.threadless.storage.uniform;

import java.util.Objects;
import java.util.UUID;
import org.threadless.router.message.Connection;

/**
 * What becomes of a stored connection whose identity is written otherwise from now on.
 *
 * @param id of its row
 * @param now as it is stored
 * @param then as it will be
 * @param messages how many it has, both ways
 * @param joins whether it becomes one with another one that is stored, or does so before it
 */
public record Change(UUID id, Connection now, Connection then, long messages, boolean joins) {

  /** Refuses null. */
  public Change {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(now, "now");
    Objects.requireNonNull(then, "then");
  }
}
