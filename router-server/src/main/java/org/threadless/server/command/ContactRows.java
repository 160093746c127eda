package org.threadless.server.command;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Contact;
import org.threadless.router.message.Group;
import org.threadless.router.message.Identity;
import org.threadless.router.message.Numbers;
import org.threadless.storage.people.StoredPeople;

/** Stores what stands in the rows of a table with these columns. */
final class ContactRows {

  private final List<String> columns;
  private final StoredPeople people;
  private final ConfiguredBackends backends;
  private final Numbers numbers;
  private final Map<String, Group> groups = new HashMap<>();

  /** What a row says of somebody. */
  private static final class Said {
    private final Set<Connection> connections = new LinkedHashSet<>();
    private final List<String> groups = new ArrayList<>();
    private Optional<UUID> id = Optional.empty();
    private Contact known;

    Said(Contact known) {
      this.known = known;
    }
  }

  private ContactRows(
      List<String> columns, StoredPeople people, ConfiguredBackends backends, Numbers numbers) {
    this.columns = columns;
    this.people = people;
    this.backends = backends;
    this.numbers = numbers;
  }

  /** Takes the names of the columns, and fails where one is not known. */
  static ContactRows of(
      List<String> header, StoredPeople people, ConfiguredBackends backends, Numbers numbers) {
    List<String> columns = header.stream().map(name -> name.replace("\uFEFF", "").strip()).toList();
    columns.stream()
        .filter(name -> !isKnown(name, backends))
        .findFirst()
        .ifPresent(
            name -> {
              throw new UserException(
                  "the column "
                      + name
                      + " is not known; there are name, language, groups, connection, note:KEY, id"
                      + " and the names of backends, with commas between them");
            });
    return new ContactRows(columns, people, backends, numbers);
  }

  private static boolean isKnown(String name, ConfiguredBackends backends) {
    return switch (name) {
      case PeopleColumns.ID,
          PeopleColumns.NAME,
          PeopleColumns.LANGUAGE,
          PeopleColumns.GROUPS,
          PeopleColumns.CONNECTION ->
          true;
      default ->
          (name.startsWith(PeopleColumns.NOTE) && name.length() > PeopleColumns.NOTE.length())
              || backends.has(name);
    };
  }

  /**
   * Stores a row.
   *
   * @throws IllegalArgumentException where it is not valid; its message names the column
   */
  void store(List<String> cells) {
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
    store(said);
  }

  private void read(String column, String cell, Said said) {
    switch (column) {
      case PeopleColumns.ID -> said.id = Optional.of(UUID.fromString(cell));
      case PeopleColumns.NAME -> said.known = said.known.withName(cell.strip());
      case PeopleColumns.LANGUAGE ->
          said.known = said.known.withLanguage(Contact.language(cell.strip()));
      case PeopleColumns.GROUPS -> addGroups(cell, said);
      case PeopleColumns.CONNECTION -> said.connections.add(connection(cell));
      default -> {
        if (column.startsWith(PeopleColumns.NOTE)) {
          String key = column.substring(PeopleColumns.NOTE.length());
          said.known = said.known.withNote(key, cell);
        } else {
          said.connections.add(connection(column, cell));
        }
      }
    }
  }

  private static void addGroups(String cell, Said said) {
    for (String name : cell.split(";", -1)) {
      if (!name.isBlank()) {
        said.groups.add(name.strip());
      }
    }
  }

  private Connection connection(String cell) {
    int colon = cell.indexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException("is not written as BACKEND:IDENTITY: " + cell);
    }
    return connection(cell.substring(0, colon).strip(), cell.substring(colon + 1));
  }

  private Connection connection(String backend, String identity) {
    return numbers.uniform(
        new Connection(backends.require("BACKEND", backend), new Identity(identity.strip())));
  }

  private void store(Said said) {
    Contact stored =
        find(said)
            .map(found -> people.contacts().change(found, before -> both(before, said.known)))
            .orElseGet(() -> people.contacts().make(unknown -> both(unknown, said.known)));
    said.connections.forEach(
        each -> in(PeopleColumns.CONNECTION, () -> people.contacts().connect(stored, each)));
    Map<String, Group> met = new HashMap<>();
    said.groups.forEach(
        name -> in(PeopleColumns.GROUPS, () -> people.groups().join(group(name, met), stored)));
    // Only now: what a row that is refused has made is undone.
    groups.putAll(met);
  }

  // Whoever looks up a group counts its members.
  private Group group(String name, Map<String, Group> met) {
    Group found = groups.get(name);
    return found == null ? met.computeIfAbsent(name, people.groups()::of) : found;
  }

  private Optional<Contact> find(Said said) {
    Optional<Contact> found = said.id.flatMap(people.contacts()::find);
    for (Connection connection : said.connections) {
      if (found.isEmpty()) {
        found = people.contacts().find(connection);
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
    } catch (IllegalArgumentException | UserException e) {
      throw new IllegalArgumentException("column " + column + ": " + e.getMessage(), e);
    }
  }
}
