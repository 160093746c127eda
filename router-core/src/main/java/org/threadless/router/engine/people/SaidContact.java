package org.threadless.router.engine.people;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Contact;

/**
 * What a row of a table says of somebody.
 *
 * @param id by which they are known, if they are
 * @param known name, language and notes
 * @param connections uniform, in the order of the columns
 * @param groups their names, as they are written
 */
record SaidContact(
    Optional<UUID> id, Contact known, Set<Connection> connections, List<String> groups) {

  /** Returns somebody with what this says of them besides. */
  Contact on(Contact before) {
    Contact changed = before;
    if (known.name().isPresent()) {
      changed = changed.withName(known.name().get());
    }
    if (known.language().isPresent()) {
      changed = changed.withLanguage(known.language().get());
    }
    for (String key : known.notes().keySet()) {
      changed = changed.withNote(key, known.notes().get(key));
    }
    return changed;
  }
}
