package org.threadless.distribution.crash;

import static org.assertj.core.api.SoftAssertions.assertSoftly;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What clients, gateway and database have recorded, held against one another.
 *
 * @param clients what was answered 200
 * @param traffic what they have brought
 * @param deliveries what reached the gateways
 * @param stored what the database holds
 */
record Evidence(List<Client> clients, Traffic traffic, Deliveries deliveries, List<Stored> stored) {

  // How many messages before and after one are told with it.
  private static final int NEAR = 8;

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
  static List<Stored> read(CrashDatabase database) throws SQLException {
    return database.read(
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
        """,
        rows ->
            new Stored(
                rows.getString(1),
                rows.getString(2),
                rows.getString(3),
                rows.getString(4),
                rows.getInt(5),
                rows.getInt(6),
                rows.getBoolean(7)));
  }

  /** Returns what became of those messages that were out of order, and of those next to them. */
  String history(CrashDatabase database) throws SQLException {
    StringBuilder text = new StringBuilder();
    for (String broken : outOfOrder()) {
      String identity = broken.replaceAll("[:,].*", "");
      Set<String> near = near(Integer.parseInt(broken.replaceAll(".*?: (\\d+) .*", "$1")));
      text.append(broken).append('\n');
      List<FlakyGateway.Taken> taken =
          deliveries.taken().stream()
              .filter(each -> each.identity().equals(identity) && near.contains(each.text()))
              .toList();
      taken.forEach(each -> text.append(each).append('\n'));
      deliveries.killsAround(taken).forEach(each -> text.append("killed " + each + "\n"));
      text.append(
          database.dump(
              """
              SELECT m.id, m.direction, m.text, m.status, m.node, m.created_at, m.updated_at, m.reason
              FROM message m JOIN connection c ON c.id = m.connection_id
              WHERE c.identity = '%s' AND regexp_replace(m.text, '^echo ', '') IN ('%s')
              ORDER BY m.id
              """
                  .formatted(identity, String.join("', '", near))));
    }
    return text.toString();
  }

  private static Set<String> near(int number) {
    return IntStream.rangeClosed(number - NEAR, number + NEAR)
        .mapToObj(Integer::toString)
        .collect(Collectors.toSet());
  }

  /** Asserts that all that was answered 200 was routed once, and its reply delivered. */
  void assertKept() {
    assertSoftly(
        softly -> {
          // Enough to have met the kills, on however slow a machine.
          softly.assertThat(answered()).as("answered 200").isGreaterThan(20);
          softly.assertThat(lost()).as("answered 200 and lost").isEmpty();
          softly.assertThat(notRoutedOnce()).as("not routed exactly once").isEmpty();
          softly.assertThat(notDelivered()).as("replies not delivered").isEmpty();
          softly
              .assertThat(deliveries.twiceWithoutCause())
              .as("delivered twice, and not in flight at a kill")
              .isEmpty();
        });
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

  /** Returns the ids of clients' under which more than one message is stored. */
  List<String> storedTwice() {
    Set<String> ids = new HashSet<>();
    return stored.stream().map(Stored::externalId).filter(id -> !ids.add(id)).toList();
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
    Set<String> reached = deliveries.reached();
    return stored.stream()
        .filter(each -> !each.poison())
        .map(Stored::externalId)
        .filter(id -> !reached.contains(id))
        .toList();
  }

  /**
   * Returns where messages of a connection were routed or delivered out of their order; what is for
   * later has one of its own.
   */
  List<String> outOfOrder() {
    List<String> found =
        new ArrayList<>(
            deliveries.outOfOrder(
                message -> {
                  boolean later = traffic.isLater(Integer.parseInt(message.text()));
                  return message.identity() + (later ? ", later" : "");
                }));
    Order received = new Order("received");
    stored.forEach(message -> received.add(message.identity(), message.text().substring(5)));
    found.addAll(received.broken());
    return found;
  }

  private static String id(Client client, int number) {
    return Client.externalId(client.identity(), number);
  }
}
