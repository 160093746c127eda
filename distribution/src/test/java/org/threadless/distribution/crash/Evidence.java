package org.threadless.distribution.crash;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What clients, gateway and database have recorded, held against one another.
 *
 * @param clients what was answered 200
 * @param taken what reached the gateway
 * @param stored what the database holds
 * @param kills when a node was killed
 */
record Evidence(
    List<Client> clients,
    List<FlakyGateway.Taken> taken,
    List<Stored> stored,
    List<Instant> kills) {

  // How long before a kill a message may have been taken whose outcome was lost by it: a slow
  // answer,
  // and the commit after it.
  private static final Duration IN_FLIGHT = Duration.ofSeconds(3);

  /**
   * An incoming message with its reply.
   *
   * @param externalId the client's id of it
   * @param identity whose it is
   * @param text what it says
   * @param status how far it has come
   * @param replies how many replies there are
   * @param open how many of them are not sent, and have not failed for good
   * @param poison whether the router has given it or a reply up, since it was in hand at too many
   *     kills
   */
  record Stored(
      String externalId,
      String identity,
      String text,
      String status,
      int replies,
      int open,
      boolean poison) {}

  /** Reads the database. */
  static List<Stored> read(String url, String user) throws SQLException {
    List<Stored> found = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(url, user, "");
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                SELECT m.external_id, c.identity, m.text, m.status, count(r.id),
                  sum(CASE WHEN r.status IN ('SENT', 'FAILED') THEN 0 ELSE 1 END),
                  EXISTS (
                    SELECT 1 FROM message_error e
                    WHERE e.message_id = m.id AND e.error LIKE 'the process has ended %')
                  OR EXISTS (
                    SELECT 1 FROM message d
                    WHERE d.in_response_to = m.id AND d.reason LIKE '%the process has ended %')
                FROM message m
                JOIN connection c ON c.id = m.connection_id
                LEFT JOIN message r ON r.in_response_to = m.id
                WHERE m.direction = 'IN'
                GROUP BY m.id, m.external_id, c.identity, m.text, m.status
                ORDER BY m.id
                """)) {
      while (rows.next()) {
        found.add(
            new Stored(
                rows.getString(1),
                rows.getString(2),
                rows.getString(3),
                rows.getString(4),
                rows.getInt(5),
                rows.getInt(6),
                rows.getBoolean(7)));
      }
    }
    return found;
  }

  /** Returns what waits and what nodes know of it, for whoever has to find out why. */
  static String leftovers(String url, String user) throws SQLException {
    StringBuilder text = new StringBuilder("now " + Instant.now() + "\n");
    try (Connection connection = DriverManager.getConnection(url, user, "");
        Statement statement = connection.createStatement()) {
      for (String table : List.of("node", "waiting_turn", "waiting")) {
        try (ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
          while (rows.next()) {
            text.append(table);
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
              text.append(' ').append(rows.getString(i));
            }
            text.append('\n');
          }
        }
      }
    }
    return text.toString();
  }

  int answered() {
    return clients.stream().mapToInt(client -> client.answered().size()).sum();
  }

  /** Returns what was answered 200 and is not stored. */
  List<String> lost() {
    Set<String> ids = new HashSet<>();
    stored.forEach(message -> ids.add(message.externalId()));
    return clients.stream()
        .flatMap(client -> client.answered().stream().map(number -> id(client, number)))
        .filter(id -> !ids.contains(id))
        .toList();
  }

  /** Returns what is stored and was not routed exactly once, or whose reply is still open. */
  List<Stored> notRoutedOnce() {
    return stored.stream()
        .filter(each -> !each.poison())
        .filter(each -> !each.status().equals("HANDLED") || each.replies() != 1 || each.open() != 0)
        .toList();
  }

  /** Returns the replies that never reached the gateway. */
  List<String> notDelivered() {
    Set<String> reached = new HashSet<>();
    taken.forEach(message -> reached.add(message.identity() + "." + message.text()));
    return stored.stream()
        .filter(each -> !each.poison())
        .map(Stored::externalId)
        .filter(id -> !reached.contains(id))
        .toList();
  }

  /** Returns the replies that reached the gateway again, though not because of a kill. */
  List<String> twiceWithoutCause() {
    Map<String, Instant> last = new HashMap<>();
    List<String> found = new ArrayList<>();
    for (FlakyGateway.Taken message : taken) {
      Instant before = last.put(message.identity() + "." + message.text(), message.at());
      if (before != null && kills.stream().noneMatch(kill -> wasInFlight(before, kill))) {
        found.add(message.toString());
      }
    }
    return found;
  }

  /** Returns how many replies reached the gateway more than once. */
  int twice() {
    Set<String> seen = new HashSet<>();
    return (int)
        taken.stream()
            .filter(message -> !seen.add(message.identity() + "." + message.text()))
            .count();
  }

  /** Returns where messages of a connection were routed or delivered out of their order. */
  List<String> outOfOrder() {
    List<String> found = new ArrayList<>();
    Map<String, Integer> delivered = new HashMap<>();
    Set<String> seen = new HashSet<>();
    for (FlakyGateway.Taken message : taken) {
      if (seen.add(message.identity() + "." + message.text())) {
        check(message.identity(), message.text(), "delivered", delivered, found);
      }
    }
    Map<String, Integer> received = new HashMap<>();
    for (Stored message : stored) {
      check(message.identity(), message.text().substring(5), "received", received, found);
    }
    return found;
  }

  private static void check(
      String identity, String text, String what, Map<String, Integer> highest, List<String> found) {
    int number = Integer.parseInt(text);
    int before = highest.getOrDefault(identity, 0);
    if (number < before) {
      found.add(identity + ": " + number + " was " + what + " after " + before);
    }
    highest.put(identity, Math.max(number, before));
  }

  private static boolean wasInFlight(Instant taken, Instant kill) {
    return !kill.isBefore(taken) && kill.isBefore(taken.plus(IN_FLIGHT));
  }

  private static String id(Client client, int number) {
    return Client.externalId(client.identity(), number);
  }
}
