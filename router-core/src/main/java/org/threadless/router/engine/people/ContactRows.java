package org.threadless.router.engine.people;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.threadless.router.incoming.UnknownBackendException;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Contact;
import org.threadless.router.message.Group;
import org.threadless.router.message.Identity;
import org.threadless.router.people.Contacts;
import org.threadless.router.people.Groups;
import org.threadless.router.people.PeopleException;
import org.threadless.router.text.Printable;
import org.threadless.router.text.WrittenUuid;

/** Stores what stands in the rows of a table with these columns. */
final class ContactRows {

  private static final int SHOWN = 50;

  private final List<String> columns;
  private final Contacts contacts;
  private final Groups groups;
  private final Set<BackendName> backends;
  private final Map<String, Group> met = new HashMap<>();
  private final Set<Connection> triedOut = new HashSet<>();

  /** What a row says of somebody. */
  private static final class Said {
    private final Set<Connection> connections = new LinkedHashSet<>();
    private final List<String> groups = new ArrayList<>();
    // As they are stored, however the row has spelled them.
    private final Set<Connection> connected = new HashSet<>();
    private Optional<UUID> id = Optional.empty();
    private Contact known;

    Said(Contact known) {
      this.known = known;
    }
  }

  /**
   * Takes the names of the columns.
   *
   * @throws PeopleException where one is not known
   */
  ContactRows(List<String> header, Contacts contacts, Groups groups, Set<BackendName> backends) {
    this.columns = header.stream().map(PeopleColumns::of).toList();
    this.contacts = contacts;
    this.groups = groups;
    this.backends = backends;
    columns.stream()
        .filter(name -> !PeopleColumns.isOne(name) && !isBackend(name))
        .findFirst()
        .ifPresent(ContactRows::refuse);
  }

  private static void refuse(String column) {
    throw new PeopleException(
        "the column "
            + Printable.of(column, SHOWN)
            + " is not known; there are name, language, groups, connection, note:KEY, id"
            + " and the names of backends, with commas between them");
  }

  private boolean isBackend(String name) {
    return backends.stream().anyMatch(each -> each.value().equals(name));
  }

  /** Forgets what rows have met that are perhaps undone. */
  void begin() {
    met.clear();
  }

  /**
   * Stores a row.
   *
   * @throws PeopleException where it does not go together with what is stored
   * @throws IllegalArgumentException where it is not valid; its message names the column
   */
  ImportedRows.Deed store(List<String> cells) {
    return store(said(cells));
  }

  /**
   * Stores a row that is undone afterwards: who was new by a row before, and would be known then,
   * is changed.
   *
   * @throws PeopleException where it does not go together with what is stored
   * @throws IllegalArgumentException where it is not valid; its message names the column
   */
  ImportedRows.Deed tryOut(List<String> cells) {
    Said said = said(cells);
    ImportedRows.Deed deed = store(said);
    if (deed == ImportedRows.Deed.CHANGED) {
      return deed;
    }
    boolean again = said.connected.stream().anyMatch(triedOut::contains);
    triedOut.addAll(said.connected);
    return again ? ImportedRows.Deed.CHANGED : ImportedRows.Deed.ADDED;
  }

  private Said said(List<String> cells) {
    if (cells.size() != columns.size()) {
      throw new IllegalArgumentException(
          "has " + cells.size() + " cells, and the first row has " + columns.size());
    }
    Said said = new Said(Contact.unknown(new UUID(0, 0)));
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      if (!cell.isEmpty()) {
        String column = columns.get(i);
        in(
            column,
            () -> {
              read(column, cell, said);
              return said;
            });
      }
    }
    return said;
  }

  private void read(String column, String cell, Said said) {
    switch (column) {
      case PeopleColumns.ID -> said.id = Optional.of(id(cell.strip()));
      case PeopleColumns.NAME -> said.known = said.known.withName(cell.strip());
      case PeopleColumns.LANGUAGE ->
          said.known = said.known.withLanguage(Contact.language(cell.strip()));
      case PeopleColumns.GROUPS -> addGroups(cell, said);
      case PeopleColumns.CONNECTION -> said.connections.add(connection(cell));
      default -> {
        if (PeopleColumns.isNote(column)) {
          said.known = said.known.withNote(PeopleColumns.note(column), cell);
        } else {
          said.connections.add(new Connection(new BackendName(column), new Identity(cell.strip())));
        }
      }
    }
  }

  private static UUID id(String cell) {
    return WrittenUuid.parse(cell)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "is no id of a contact, as it is exported: " + Printable.of(cell, SHOWN)));
  }

  private static void addGroups(String cell, Said said) {
    for (String name : cell.split(";", -1)) {
      if (!name.isBlank()) {
        said.groups.add(name.strip());
      }
    }
  }

  private Connection connection(String cell) {
    Connection connection = Connection.parse(cell);
    if (!backends.contains(connection.backend())) {
      throw new UnknownBackendException(connection.backend(), backends);
    }
    return connection;
  }

  private ImportedRows.Deed store(Said said) {
    Optional<Contact> found = find(said);
    Contact stored =
        found
            .map(known -> contacts.change(known, before -> both(before, said.known)))
            .orElseGet(() -> contacts.make(unknown -> both(unknown, said.known)));
    for (Connection each : said.connections) {
      Contact now = in(PeopleColumns.CONNECTION, () -> contacts.connect(stored, each));
      said.connected.addAll(now.connections());
    }
    Map<String, Group> joined = new HashMap<>(met);
    said.groups.forEach(
        name -> in(PeopleColumns.GROUPS, () -> groups.join(group(name, joined), stored)));
    // Only now: what a row that is refused has made is undone.
    met.putAll(joined);
    return found.isPresent() ? ImportedRows.Deed.CHANGED : ImportedRows.Deed.ADDED;
  }

  // Whoever looks up a group counts its members.
  private Group group(String name, Map<String, Group> joined) {
    return joined.computeIfAbsent(name, groups::of);
  }

  private Optional<Contact> find(Said said) {
    Optional<Contact> found = said.id.flatMap(contacts::find);
    for (Connection connection : said.connections) {
      if (found.isEmpty()) {
        found = contacts.find(connection);
      }
    }
    return found;
  }

  private static Contact both(Contact before, Contact said) {
    Contact changed = before;
    if (said.name().isPresent()) {
      changed = changed.withName(said.name().get());
    }
    if (said.language().isPresent()) {
      changed = changed.withLanguage(said.language().get());
    }
    for (String key : said.notes().keySet()) {
      changed = changed.withNote(key, said.notes().get(key));
    }
    return changed;
  }

  private static <T> T in(String column, Supplier<T> read) {
    try {
      return read.get();
    } catch (PeopleException e) {
      throw new PeopleException(named(column, e), e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(named(column, e), e);
    }
  }

  private static String named(String column, Exception e) {
    return "column " + Printable.of(column, SHOWN) + ": " + e.getMessage();
  }
}
