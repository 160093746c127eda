package org.threadless.storage.people;

import java.util.HashMap;
import java.util.Map;
import org.threadless.router.message.Contact;

/** Puts together what is known of two who are one person. */
final class Both {

  private Both() {}

  /** Returns the kept one, with what is only known of the other. */
  static Contact of(Contact kept, Contact other) {
    Map<String, String> notes = new HashMap<>(other.notes());
    notes.putAll(kept.notes());
    return new Contact(
        kept.id(),
        kept.name().or(other::name),
        kept.language().or(other::language),
        notes,
        kept.connections(),
        kept.groups());
  }
}
