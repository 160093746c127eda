package org.threadless.storage.people;

import java.util.UUID;
import org.threadless.router.engine.people.ContactChanges.Joined;
import org.threadless.router.message.Group;

/**
 * A contact that is to be in a group.
 *
 * @param folded the group's name as it is compared
 * @param contact who
 */
public record JoinedRow(String folded, UUID contact) {

  static JoinedRow of(Joined joined) {
    return new JoinedRow(Group.compared(joined.group()), joined.contact());
  }
}
