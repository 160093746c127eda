package org.threadless.storage.write;

import java.util.Optional;
import java.util.UUID;
import org.threadless.router.engine.store.Seen;

/**
 * What came of changes.
 *
 * @param isStored whether they are stored: the message was no copy, or still {@code QUEUED}
 * @param first the message that the claimed one is a copy of
 * @param namesake the last message before the claimed one that has its external id and says
 *     something else
 */
public record Answer(boolean isStored, Optional<Seen> first, Optional<UUID> namesake) {

  static Answer of(boolean isStored) {
    return new Answer(isStored, Optional.empty(), Optional.empty());
  }
}
