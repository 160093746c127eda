package org.threadless.router.engine.people;

import java.util.List;
import java.util.UUID;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Contact;

/**
 * What is to be stored of contacts.
 *
 * @param made those that are new
 * @param changed those that were there; of them and of the new ones name, language and notes count
 * @param connected connections that were nobody's, in the order in which they are added
 * @param joined who is to be in which group
 */
public record ContactChanges(
    List<Contact> made, List<Contact> changed, List<Connected> connected, List<Joined> joined) {

  /** A connection that a contact gets. */
  public record Connected(UUID contact, Connection connection) {}

  /** A contact that is to be in a group, which is made where there is none of the name. */
  public record Joined(UUID contact, String group) {}

  /** Copies the lists. */
  public ContactChanges {
    made = List.copyOf(made);
    changed = List.copyOf(changed);
    connected = List.copyOf(connected);
    joined = List.copyOf(joined);
  }
}
