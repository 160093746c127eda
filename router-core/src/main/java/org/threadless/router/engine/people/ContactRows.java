package org.threadless.router.engine.people;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.threadless.router.incoming.UnknownBackendException;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Contact;
import org.threadless.router.message.Identity;
import org.threadless.router.message.Numbers;
import org.threadless.router.people.PeopleException;
import org.threadless.router.text.Printable;
import org.threadless.router.text.WrittenUuid;

/** Reads what the rows of a table with these columns say. */
final class ContactRows {

  private static final int SHOWN = 50;

  private static final UUID NOBODY = new UUID(0, 0);

  private final List<String> columns;
  private final Numbers numbers;
  private final Set<BackendName> backends;

  /** What has been read of a row. */
  private static final class Reading {
    private final Set<Connection> connections = new LinkedHashSet<>();
    private final List<String> groups = new ArrayList<>();
    private Optional<UUID> id = Optional.empty();
    private Contact known = Contact.unknown(NOBODY);
  }

  /**
   * Takes the names of the columns.
   *
   * @throws PeopleException where one is not known
   */
  ContactRows(List<String> header, Numbers numbers, Set<BackendName> backends) {
    this.columns = header.stream().map(PeopleColumns::of).toList();
    this.numbers = numbers;
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

  /**
   * Returns what a row says.
   *
   * @throws IllegalArgumentException where it is not valid; its message names the column
   */
  SaidContact read(List<String> cells) {
    if (cells.size() != columns.size()) {
      throw new IllegalArgumentException(
          "has " + cells.size() + " cells, and the first row has " + columns.size());
    }
    Reading row = new Reading();
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      if (!cell.isEmpty()) {
        String column = columns.get(i);
        Reading unused =
            in(
                column,
                () -> {
                  read(column, cell, row);
                  return row;
                });
      }
    }
    return new SaidContact(row.id, row.known, row.connections, row.groups);
  }

  private void read(String column, String cell, Reading row) {
    switch (column) {
      case PeopleColumns.ID -> row.id = Optional.of(id(cell.strip()));
      case PeopleColumns.NAME -> row.known = row.known.withName(cell.strip());
      case PeopleColumns.LANGUAGE ->
          row.known = row.known.withLanguage(Contact.language(cell.strip()));
      case PeopleColumns.GROUPS -> addGroups(cell, row);
      case PeopleColumns.CONNECTION -> row.connections.add(numbers.uniform(connection(cell)));
      default -> {
        if (PeopleColumns.isNote(column)) {
          row.known = row.known.withNote(PeopleColumns.note(column), cell);
        } else {
          row.connections.add(
              numbers.uniform(new Connection(new BackendName(column), new Identity(cell.strip()))));
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

  private static void addGroups(String cell, Reading row) {
    for (String name : cell.split(";", -1)) {
      if (!name.isBlank()) {
        row.groups.add(name.strip());
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

  /** Returns what is made of a column; what is wrong with it names the column. */
  static <T> T in(String column, Supplier<T> read) {
    try {
      return read.get();
    } catch (PeopleException e) {
      throw new PeopleException(named(column, e), e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(named(column, e), e);
    }
  }

  /** Returns what is wrong with a column, with its name. */
  static String named(String column, Exception e) {
    return "column " + Printable.of(column, SHOWN) + ": " + e.getMessage();
  }
}
