package org.threadless.router.engine.people;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.threadless.router.engine.people.ContactChanges.Connected;
import org.threadless.router.engine.people.ContactChanges.Joined;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Contact;
import org.threadless.router.message.Group;
import org.threadless.router.message.MessageIds;
import org.threadless.router.people.PeopleException;

/**
 * What rows do to people, one after the other, before any of it is stored: whom a row makes, the
 * next one knows.
 */
final class ImportPlan {

  private final MessageIds ids;
  private final Map<UUID, Contact> contacts = new HashMap<>();
  private final Map<Connection, UUID> owners = new HashMap<>();
  private final Map<UUID, Long> lines = new HashMap<>();

  // What is to be stored.
  private final Set<UUID> made = new LinkedHashSet<>();
  private final Set<UUID> changed = new LinkedHashSet<>();
  private final List<Connected> connected = new ArrayList<>();
  private final Map<Joined, Joined> joined = new LinkedHashMap<>();

  ImportPlan(MessageIds ids) {
    this.ids = ids;
  }

  /** Returns the ids of those who are to be known before these rows, as far as ids are known. */
  Set<UUID> ids(Collection<SaidContact> rows) {
    Set<UUID> wanted = new LinkedHashSet<>();
    for (SaidContact row : rows) {
      row.id().ifPresent(wanted::add);
      row.connections().stream().map(owners::get).filter(Objects::nonNull).forEach(wanted::add);
    }
    wanted.removeAll(lines.keySet());
    return wanted;
  }

  /** Takes those who are known, as they are stored. */
  void know(Collection<Contact> stored) {
    for (Contact each : stored) {
      contacts.put(each.id(), each);
      each.connections().forEach(connection -> owners.put(connection, each.id()));
    }
  }

  /**
   * Takes a row.
   *
   * @param line where it begins
   * @return whether it makes somebody new
   * @throws PeopleException where it does not go together with what is known; it does nothing then
   * @throws IllegalArgumentException where it would make of somebody what may not be; the same
   */
  boolean take(long line, SaidContact row) {
    Optional<Contact> found = find(row);
    Contact before = found.orElseGet(() -> Contact.unknown(ids.next()));
    Contact after = row.on(before);
    List<Connected> more = connected(row, before.id());
    Map<Joined, Joined> groups = joined(row, before);

    contacts.put(after.id(), after);
    if (found.isEmpty()) {
      made.add(after.id());
      lines.put(after.id(), line);
    } else if (!made.contains(after.id()) && !after.equals(before)) {
      changed.add(after.id());
    }
    more.forEach(each -> owners.put(each.connection(), each.contact()));
    connected.addAll(more);
    groups.forEach(joined::putIfAbsent);
    return found.isEmpty();
  }

  private Optional<Contact> find(SaidContact row) {
    return Stream.concat(row.id().stream(), row.connections().stream().map(owners::get))
        .map(contacts::get)
        .filter(Objects::nonNull)
        .findFirst();
  }

  private List<Connected> connected(SaidContact row, UUID contact) {
    List<Connected> more = new ArrayList<>();
    for (Connection each : row.connections()) {
      UUID owner = owners.get(each);
      if (owner == null) {
        more.add(new Connected(contact, each));
      } else if (!owner.equals(contact)) {
        throw taken(each, owner);
      }
    }
    return more;
  }

  private PeopleException taken(Connection connection, UUID owner) {
    Long line = lines.get(owner);
    PeopleException taken =
        line == null ? TakenConnection.of(connection, owner) : TakenConnection.of(connection, line);
    return new PeopleException(ContactRows.named(PeopleColumns.CONNECTION, taken), taken);
  }

  // By the name that is compared: a group is joined once, however it is written.
  private static Map<Joined, Joined> joined(SaidContact row, Contact contact) {
    Map<Joined, Joined> groups = new LinkedHashMap<>();
    for (String name : row.groups()) {
      String compared = ContactRows.in(PeopleColumns.GROUPS, () -> Group.compared(name));
      groups.putIfAbsent(new Joined(contact.id(), compared), new Joined(contact.id(), name));
    }
    contact.groups().forEach(in -> groups.remove(new Joined(contact.id(), Group.compared(in))));
    return groups;
  }

  /** Returns all that the rows change. */
  ContactChanges changes() {
    return new ContactChanges(
        made.stream().map(contacts::get).toList(),
        changed.stream().map(contacts::get).toList(),
        connected,
        List.copyOf(joined.values()));
  }

  /**
   * Forgets what is to be stored, and those who are stored; whom rows have made, and who has got
   * which connection, it still knows.
   */
  void goOn() {
    contacts.keySet().retainAll(lines.keySet());
    made.clear();
    changed.clear();
    connected.clear();
    joined.clear();
  }
}
