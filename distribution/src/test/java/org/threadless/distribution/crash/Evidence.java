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
 * @param traffic what they have brought
 * @param taken what reached the gateways, in the order it came
 * @param stored what the database holds
 * @param kills when a node was killed
 */
record Evidence(
    List<Client> clients,
    Traffic traffic,
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

  /** Returns how many messages are for later. */
  static int scheduled(String url, String user) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, user, "");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM scheduled")) {
      return rows.next() ? rows.getInt(1) : 0;
    }
  }

  /** Returns what waits and what nodes know of it, for whoever has to find out why. */
  static String leftovers(String url, String user) throws SQLException {
    StringBuilder text = new StringBuilder("now " + Instant.now() + "\n");
    for (String table : List.of("node", "waiting_turn", "waiting")) {
      text.append(dump("SELECT '" + table + "', t.* FROM " + table + " t", url, user));
    }
    return text.toString();
  }

  /** Returns what became of the messages of connections, where some were out of order. */
  String history(String url, String user) throws SQLException {
    StringBuilder text = new StringBuilder("killed " + kills + "\n");
    for (String identity :
        outOfOrder().stream().map(each -> each.replaceAll("[:,].*", "")).toList()) {
      taken.stream()
          .filter(each -> each.identity().equals(identity))
          .limit(50)
          .forEach(each -> text.append(each).append('\n'));
      text.append(
          dump(
              "SELECT m.id, m.direction, m.text, m.status, m.created_at, m.updated_at, m.reason"
                  + " FROM message m JOIN connection c ON c.id = m.connection_id WHERE c.identity = '"
                  + identity
                  + "' ORDER BY m.id LIMIT 100",
              url,
              user));
    }
    return text.toString();
  }

  private static String dump(String query, String url, String user) throws SQLException {
    StringBuilder text = new StringBuilder();
    try (Connection connection = DriverManager.getConnection(url, user, "");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          text.append(rows.getString(i)).append(' ');
        }
        text.append('\n');
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

  /**
   * Returns where messages of a connection were routed or delivered out of their order; what is for
   * later has one of its own.
   */
  List<String> outOfOrder() {
    List<String> found = new ArrayList<>();
    Map<String, Integer> delivered = new HashMap<>();
    Set<String> seen = new HashSet<>();
    for (FlakyGateway.Taken message : taken) {
      if (seen.add(message.identity() + "." + message.text())) {
        boolean later = traffic.isLater(Integer.parseInt(message.text()));
        String order = message.identity() + (later ? ", later" : "");
        check(order, message.text(), "delivered", delivered, found);
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

  /** Returns whether a kill may have made a node forget what came of something. */
  static boolean wasInFlight(Instant taken, Instant kill) {
    return !kill.isBefore(taken) && kill.isBefore(taken.plus(IN_FLIGHT));
  }

  private static String id(Client client, int number) {
    return Client.externalId(client.identity(), number);
  }
}
