package org.threadless.storage.copy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A table, as one of the databases has it.
 *
 * @param columns those with values of their own, by name
 * @param key the names of those that tell its rows apart; empty where none do
 * @param parents the tables that its rows name rows of, but itself
 */
record CopiedTable(String name, List<CopiedColumn> columns, List<String> key, Set<String> parents) {

  CopiedTable {
    columns = List.copyOf(columns);
    key = List.copyOf(key);
    parents = Set.copyOf(parents);
  }

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  String quoted() {
    return quoted(name);
  }

  /** Returns the query for all of its rows, in an order that is the same each time. */
  String select() {
    return selectUnordered()
        + " ORDER BY "
        + (key.isEmpty()
            ? names()
            : key.stream().map(CopiedTable::quoted).collect(Collectors.joining(", ")));
  }

  /** Returns the query for all of its rows. */
  String selectUnordered() {
    return "SELECT " + names() + " FROM " + quoted();
  }

  /** Returns the statement that adds a row, also where the database would give values itself. */
  String insert() {
    boolean counts = columns.stream().anyMatch(CopiedColumn::counts);
    return "INSERT INTO "
        + quoted()
        + " ("
        + names()
        + ")"
        + (counts ? " OVERRIDING SYSTEM VALUE" : "")
        + " VALUES ("
        + columns.stream().map(column -> "?").collect(Collectors.joining(", "))
        + ")";
  }

  private String names() {
    return columns.stream().map(CopiedColumn::quoted).collect(Collectors.joining(", "));
  }

  /** Returns what keeps the rows of another table from being copied into this one. */
  Optional<String> obstacle(CopiedTable from) {
    for (CopiedColumn column : from.columns()) {
      Optional<CopiedColumn> here =
          columns.stream().filter(each -> each.name().equals(column.name())).findFirst();
      if (here.isEmpty() || here.get().kind() != column.kind()) {
        return Optional.of(
            "column "
                + column.name()
                + " of table "
                + name
                + " is of type "
                + column.type()
                + " in the one, and "
                + here.map(each -> "of type " + each.type()).orElse("missing")
                + " in the other");
      }
    }
    return columns.size() == from.columns().size()
        ? Optional.empty()
        : Optional.of("table " + name + " has more columns in the one that is copied to");
  }
}
