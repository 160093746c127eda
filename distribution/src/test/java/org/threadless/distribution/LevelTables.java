package org.threadless.distribution;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The tables of a kept database, which is to have something in each. */
final class LevelTables {

  /** The rows of what this run has not come by, made of the others; by their tables. */
  private static final Map<String, String> ROWS = new TreeMap<>();

  private static final String FAILED = " FROM message WHERE status = 'FAILED'";
  private static final String DELIVERED = " FROM message WHERE status = 'DELIVERED'";
  private static final String QUEUED = " FROM message WHERE text = 'for later'";
  private static final String PHONE = " FROM connection WHERE identity = '+254700000001'";

  static {
    ROWS.put(
        "access_session",
        "SELECT id, repeat('ab', 32), id, created_at, created_at FROM access_user");
    ROWS.put("callback_end", "SELECT id, 'http://127.0.0.1:9/told'" + FAILED);
    ROWS.put("cleared", "SELECT backend, identity, CAST(id AS UUID)" + PHONE);
    ROWS.put(
        "count_change",
        "SELECT 1, TIMESTAMP WITH TIME ZONE '2026-01-31 12:00:00+00', 'public', 'IN', 'HANDLED', 1"
            + FAILED);
    ROWS.put(
        "delivery_report",
        "SELECT id, id, 'DELIVERED', 'stat:DELIVRD', 'public', updated_at, updated_at, 'SENT',"
            + " 'DELIVERED'"
            + DELIVERED);
    ROWS.put("gateway_message", "SELECT id, backend, 'gw-1', updated_at" + DELIVERED);
    ROWS.put("guard_reply", "SELECT backend, identity, id, created_at, 3" + PHONE);
    ROWS.put("guard_said", "SELECT backend, identity, id, created_at" + PHONE);
    ROWS.put(
        "hourly_count",
        "SELECT TIMESTAMP WITH TIME ZONE '2026-01-31 12:00:00+00', 'public', 'IN', 'HANDLED', 7"
            + FAILED);
    ROWS.put("installation_secret", "SELECT 'of-another-version', 'bm90aGluZw'" + FAILED);
    ROWS.put("kept_longer", "SELECT 'TEXTS', id" + QUEUED);
    ROWS.put(
        "message_leg", "SELECT id, updated_at, 0, backend, 'ACCEPTED', NULL, 'gw-1'" + DELIVERED);
    ROWS.put("message_resent", "SELECT id, updated_at, 'anna', created_at, 'no credit'" + FAILED);
    ROWS.put("node", "SELECT 1, 'a host', 7, id" + FAILED);
    ROWS.put("paced_connection", "SELECT id, created_at" + PHONE);
  }

  private LevelTables() {}

  /** Puts a row into each table that has none. */
  static void fill(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String table : empty(connection)) {
        if (ROWS.containsKey(table)) {
          statement.executeUpdate("INSERT INTO " + table + " " + ROWS.get(table));
        }
      }
    }
  }

  /** Returns the tables without a row. */
  static List<String> empty(Connection connection) throws SQLException {
    List<String> empty = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      for (String table : tables(statement)) {
        try (ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table)) {
          row.next();
          if (row.getLong(1) == 0) {
            empty.add(table);
          }
        }
      }
    }
    return empty;
  }

  private static List<String> tables(Statement statement) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (ResultSet rows =
        statement.executeQuery(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
                + " AND table_type = 'BASE TABLE' ORDER BY table_name")) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    return tables;
  }
}
