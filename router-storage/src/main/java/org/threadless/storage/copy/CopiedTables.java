package org.threadless.storage.copy;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The tables of a database, as it tells of them itself: whoever adds one need not say so here.
 * Those that say which migrations were made are not among them.
 */
final class CopiedTables {

  // Of Flyway's own, which has no other with these.
  private static final Set<String> OF_HISTORY = Set.of("installed_rank", "checksum", "script");

  private final SortedMap<String, CopiedTable> tables = new TreeMap<>();
  private final Set<String> histories = new TreeSet<>();
  private final DatabaseMetaData metaData;
  private final String catalog;
  private final String schema;

  private CopiedTables(Connection connection) throws SQLException {
    this.metaData = connection.getMetaData();
    this.catalog = connection.getCatalog();
    this.schema = connection.getSchema();
    for (String name : names()) {
      Map<String, CopiedColumn> columns = columns(name);
      if (columns.keySet().containsAll(OF_HISTORY)) {
        histories.add(name);
      } else if (!name.equals(CopyProgress.TABLE)) {
        tables.put(
            name, new CopiedTable(name, List.copyOf(columns.values()), key(name), parents(name)));
      }
    }
  }

  /**
   * Asks for them.
   *
   * @throws CopyException where one has a column of a type that cannot be copied
   */
  static CopiedTables of(Connection connection) throws SQLException {
    return new CopiedTables(connection);
  }

  /** Returns a table, if it is there. */
  Optional<CopiedTable> find(String name) {
    return Optional.ofNullable(tables.get(name));
  }

  /** Returns the names of the tables that say which migrations were made. */
  Set<String> histories() {
    return histories;
  }

  /** Returns all of them, each after those that its rows name rows of. */
  List<CopiedTable> inOrder() {
    List<CopiedTable> ordered = new ArrayList<>();
    Set<String> done = new HashSet<>();
    while (ordered.size() < tables.size()) {
      List<CopiedTable> next =
          tables.values().stream()
              .filter(table -> !done.contains(table.name()))
              .filter(table -> done.containsAll(table.parents()))
              .toList();
      if (next.isEmpty()) {
        throw new CopyException("tables name rows of each other: " + rest(done));
      }
      next.forEach(table -> done.add(table.name()));
      ordered.addAll(next);
    }
    return ordered;
  }

  private Set<String> rest(Set<String> done) {
    Set<String> rest = new TreeSet<>(tables.keySet());
    rest.removeAll(done);
    return rest;
  }

  private List<String> names() throws SQLException {
    List<String> names = new ArrayList<>();
    try (ResultSet rows =
        metaData.getTables(catalog, schema, null, new String[] {"TABLE", "BASE TABLE"})) {
      while (rows.next()) {
        names.add(rows.getString("TABLE_NAME"));
      }
    }
    return names;
  }

  // By name: in which order a table has them depends on how it came about.
  private Map<String, CopiedColumn> columns(String table) throws SQLException {
    SortedMap<String, CopiedColumn> columns = new TreeMap<>();
    try (ResultSet rows = metaData.getColumns(catalog, schema, escaped(table), null)) {
      while (rows.next()) {
        if (!"YES".equals(rows.getString("IS_GENERATEDCOLUMN"))) {
          CopiedColumn column = column(table, rows);
          columns.put(column.name(), column);
        }
      }
    }
    return columns;
  }

  private static CopiedColumn column(String table, ResultSet row) throws SQLException {
    String name = row.getString("COLUMN_NAME");
    String type = row.getString("TYPE_NAME");
    ColumnKind kind =
        ColumnKind.of(row.getInt("DATA_TYPE"), type)
            .orElseThrow(
                () ->
                    new CopyException(
                        "column "
                            + name
                            + " of table "
                            + table
                            + " is of type "
                            + type
                            + ", which cannot be copied"));
    return new CopiedColumn(name, kind, type, "YES".equals(row.getString("IS_AUTOINCREMENT")));
  }

  private String escaped(String table) throws SQLException {
    String escape = metaData.getSearchStringEscape();
    return table.replace("_", escape + "_").replace("%", escape + "%");
  }

  private List<String> key(String table) throws SQLException {
    SortedMap<Integer, String> key = new TreeMap<>();
    try (ResultSet rows = metaData.getPrimaryKeys(catalog, schema, table)) {
      while (rows.next()) {
        key.put(rows.getInt("KEY_SEQ"), rows.getString("COLUMN_NAME"));
      }
    }
    return key.isEmpty() ? uniqueIndex(table) : List.copyOf(key.values());
  }

  /**
   * Returns the columns of the shortest index that has each of its entries once, and none empty.
   */
  private List<String> uniqueIndex(String table) throws SQLException {
    Set<String> mayBeNull = mayBeNull(table);
    Map<String, List<String>> indexes = new LinkedHashMap<>();
    try (ResultSet rows = metaData.getIndexInfo(catalog, schema, table, true, true)) {
      while (rows.next()) {
        String column = rows.getString("COLUMN_NAME");
        if (column != null && rows.getString("FILTER_CONDITION") == null) {
          indexes
              .computeIfAbsent(rows.getString("INDEX_NAME"), name -> new ArrayList<>())
              .add(column.replace("\"", ""));
        }
      }
    }
    return indexes.values().stream()
        .filter(columns -> columns.stream().noneMatch(mayBeNull::contains))
        .min(Comparator.comparing(List::size))
        .orElse(List.of());
  }

  private Set<String> mayBeNull(String table) throws SQLException {
    Set<String> columns = new HashSet<>();
    try (ResultSet rows = metaData.getColumns(catalog, schema, escaped(table), null)) {
      while (rows.next()) {
        if (rows.getInt("NULLABLE") != DatabaseMetaData.columnNoNulls) {
          columns.add(rows.getString("COLUMN_NAME"));
        }
      }
    }
    return columns;
  }

  private Set<String> parents(String table) throws SQLException {
    Set<String> parents = new TreeSet<>();
    try (ResultSet rows = metaData.getImportedKeys(catalog, schema, table)) {
      while (rows.next()) {
        parents.add(rows.getString("PKTABLE_NAME"));
      }
    }
    parents.remove(table);
    return parents;
  }
}
