package org.threadless.storage.people;

import java.util.UUID;
import org.threadless.router.message.Group;
import org.threadless.router.message.MessageIds;

/**
 * A group that is to be there.
 *
 * @param id that it gets where it is made
 * @param name the same
 * @param folded its name as it is compared
 */
public record GroupRow(UUID id, String name, String folded) {

  static GroupRow of(String name, MessageIds ids) {
    return new GroupRow(ids.next(), name, Group.compared(name));
  }
}
