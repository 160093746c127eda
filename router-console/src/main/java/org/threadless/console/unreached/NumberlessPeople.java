package org.threadless.console.unreached;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.threadless.router.engine.backend.Backends;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Contact;
import org.threadless.router.people.Contacts;

/** Finds contacts that no configured backend reaches, among all that there are. */
final class NumberlessPeople {

  private static final int AT_A_TIME = 200;
  private static final long LONGEST_NANOS = 1_000_000_000L;

  private final Contacts contacts;
  private final Backends backends;

  @Inject
  NumberlessPeople(Contacts contacts, Backends backends) {
    this.contacts = contacts;
    this.backends = backends;
  }

  /**
   * Some of them.
   *
   * @param looked how many contacts were looked at
   * @param last the last one of those; empty where all have been
   */
  record Found(List<NotReached> people, int looked, Optional<UUID> last) {}

  /** Looks behind a contact for so many, or for about a second. */
  Found after(Optional<UUID> contact, int limit) {
    long began = System.nanoTime();
    List<NotReached> found = new ArrayList<>();
    Optional<UUID> last = contact;
    int looked = 0;
    List<Contact> some = contacts.list(last, AT_A_TIME);
    while (!some.isEmpty()) {
      for (Contact each : some) {
        why(each).ifPresent(found::add);
        looked++;
        last = Optional.of(each.id());
        if (found.size() == limit) {
          return new Found(found, looked, last);
        }
      }
      if (System.nanoTime() - began > LONGEST_NANOS) {
        return new Found(found, looked, last);
      }
      some = contacts.list(last, AT_A_TIME);
    }
    return new Found(found, looked, Optional.empty());
  }

  private Optional<NotReached> why(Contact contact) {
    if (contact.connections().stream().anyMatch(each -> backends.has(each.backend()))) {
      return Optional.empty();
    }
    String gone =
        contact.connections().stream()
            .map(each -> each.backend().value())
            .distinct()
            .collect(Collectors.joining(", "));
    Optional<Connection> connection = contact.connections().stream().findFirst();
    return Optional.of(
        new NotReached(
            Optional.of(contact),
            connection.map(each -> each.identity().value()).orElse(""),
            connection,
            gone.isEmpty() ? "has no number" : "not configured any more: " + gone,
            Optional.empty()));
  }
}
