package org.threadless.distribution.crash;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What callers of the API, gateway and database have recorded, held against one another.
 *
 * @param callers what was answered 202
 * @param deliveries what reached the gateways
 * @param stored what the database holds
 */
record CallEvidence(List<Caller> callers, Deliveries deliveries, List<Stored> stored) {

  private static final Pattern SENT =
      Pattern.compile("\"id\":\"([^\"]+)\",\"backend\":\"[^\"]+\",\"to\":\"([^\"]+)\"");

  /**
   * An outgoing message.
   *
   * @param identity whom it is for
   * @param text what it says
   * @param status how far it has come
   * @param poison whether the router has given it up, since it was in hand at too many kills
   */
  record Stored(String id, String identity, String text, String status, boolean poison) {

    String key() {
      return Deliveries.key(identity, text);
    }
  }

  /** What a caller was told to have sent. */
  private record Promise(String id, String identity, String text) {}

  /** Reads the database. */
  static List<Stored> read(CrashDatabase database) throws SQLException {
    return database.read(
        """
        SELECT m.id, c.identity, m.text, m.status,
          coalesce(m.reason, '') LIKE '%the process has ended %'
        FROM message m
        JOIN connection c ON c.id = m.connection_id
        WHERE m.direction = 'OUT'
        ORDER BY m.id
        """,
        rows ->
            new Stored(
                rows.getString(1),
                rows.getString(2),
                rows.getString(3),
                rows.getString(4),
                rows.getBoolean(5)));
  }

  /** Returns how many requests were answered 202. */
  int answered() {
    return callers.stream().mapToInt(caller -> caller.answered().size()).sum();
  }

  /** Returns how many times a request was answered 202 again. */
  int answeredAgain() {
    return answers().mapToInt(all -> all.size() - 1).sum();
  }

  /** Returns how many calls a kill broke off. */
  int brokenOff() {
    return callers.stream().mapToInt(Caller::brokenOff).sum();
  }

  /** Returns what was neither taken nor put off. */
  List<String> refused() {
    return callers.stream().flatMap(caller -> caller.refusals().stream()).toList();
  }

  /** Returns the answers to requests that were not answered the same each time, or only once. */
  List<List<String>> notAnsweredTheSame() {
    return answers().filter(all -> all.size() < 2 || Set.copyOf(all).size() > 1).toList();
  }

  /** Returns what a 202 says is stored, and is not, or not for each recipient. */
  List<String> lost() {
    Set<Promise> there = new HashSet<>();
    stored.forEach(each -> there.add(new Promise(each.id(), each.identity(), each.text())));
    return callers.stream()
        .flatMap(
            caller ->
                caller.answered().stream()
                    .filter(number -> !isKept(caller, number, there))
                    .map(number -> caller.identity() + "." + number))
        .toList();
  }

  private static boolean isKept(Caller caller, int number, Set<Promise> there) {
    List<Promise> promises =
        SENT.matcher(caller.answers(number).get(0))
            .results()
            .map(each -> promise(each, number))
            .toList();
    return there.containsAll(promises)
        && promises.stream().map(Promise::identity).toList().equals(caller.recipients(number));
  }

  private static Promise promise(MatchResult sent, int number) {
    return new Promise(sent.group(1), sent.group(2), Integer.toString(number));
  }

  /** Returns what is stored more than once, whether a 202 was given for it or not. */
  List<String> storedTwice() {
    Set<String> seen = new HashSet<>();
    return stored.stream().map(Stored::key).filter(key -> !seen.add(key)).toList();
  }

  /** Returns what never reached the gateway, or is still open. */
  List<Stored> notDelivered() {
    Set<String> reached = deliveries.reached();
    Set<String> ends = Set.of("SENT", "FAILED");
    return stored.stream()
        .filter(each -> !each.poison())
        .filter(each -> !reached.contains(each.key()) || !ends.contains(each.status()))
        .toList();
  }

  /** Returns where messages of a connection were delivered out of their order. */
  List<String> outOfOrder() {
    return deliveries.outOfOrder(FlakyGateway.Taken::identity);
  }

  private Stream<List<String>> answers() {
    return callers.stream().flatMap(caller -> caller.answered().stream().map(caller::answers));
  }
}
