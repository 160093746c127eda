package org.threadless.console.broadcast;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.threadless.console.call.Thousands;
import org.threadless.router.engine.broadcast.Broadcast;
import org.threadless.router.engine.broadcast.BroadcastCount;
import org.threadless.router.engine.broadcast.BroadcastState;
import org.threadless.router.message.OutgoingStatus;

/**
 * How far a broadcast is: the part of its page that follows it.
 *
 * @param href where the page is
 * @param state how it is
 * @param isOver whether nothing of it changes any more, except for reports on what was sent
 * @param mayPause whether the visitor may pause it now
 * @param mayResume whether the visitor may let it go on now
 * @param mayStop whether the visitor may stop it now
 * @param parts of the bar, one for each status
 * @param summary the bar in words
 * @param backends what has become of it by each backend
 * @param failures why messages have failed or are cancelled, the most frequent first
 */
public record BroadcastProgress(
    String href,
    BroadcastBadge state,
    boolean isOver,
    boolean mayPause,
    boolean mayResume,
    boolean mayStop,
    List<Part> parts,
    String summary,
    List<OfBackend> backends,
    List<Failure> failures) {

  static final int WIDTH = 1000;

  private static final int MOST_FAILURES = 10;

  /** In the order of the bar. */
  private static final List<OutgoingStatus> ORDER =
      List.of(
          OutgoingStatus.DELIVERED,
          OutgoingStatus.SENT,
          OutgoingStatus.FAILED,
          OutgoingStatus.CANCELLED,
          OutgoingStatus.QUEUED);

  private static final Map<OutgoingStatus, String> NAMES =
      Map.of(
          OutgoingStatus.DELIVERED,
          "delivered",
          OutgoingStatus.SENT,
          "sent",
          OutgoingStatus.FAILED,
          "failed",
          OutgoingStatus.CANCELLED,
          "cancelled",
          OutgoingStatus.QUEUED,
          "waiting");

  /**
   * The messages of one status.
   *
   * @param name of the status, and the class that colours it
   * @param count how many, for people
   * @param x where its part of the bar begins
   * @param width of that part
   */
  public record Part(String name, String count, int x, int width) {}

  /**
   * The messages of one backend.
   *
   * @param name of the backend
   * @param counts how many have each status, in the order of the bar
   */
  public record OfBackend(String name, List<String> counts) {}

  /**
   * Why messages have failed, or are cancelled.
   *
   * @param count how many, for people
   * @param backend by which they were to go
   * @param status the status in words
   * @param reason why
   * @param href where they are
   */
  public record Failure(String count, String backend, String status, String reason, String href) {}

  static BroadcastProgress of(Broadcast broadcast, List<BroadcastCount> counts, boolean mayChange) {
    BroadcastState state = broadcast.state();
    boolean runs = state == BroadcastState.RUNNING;
    boolean paused = state == BroadcastState.PAUSED;
    List<Part> parts = parts(broadcast);
    return new BroadcastProgress(
        BroadcastRoutes.at(broadcast.id()),
        BroadcastBadge.of(state),
        !paused && broadcast.count(OutgoingStatus.QUEUED) == 0,
        mayChange && runs,
        mayChange && paused,
        mayChange && (runs || paused),
        parts,
        parts.stream()
            .map(part -> part.count() + " " + part.name())
            .collect(Collectors.joining(", ")),
        backends(counts),
        failures(broadcast, counts));
  }

  private static List<Part> parts(Broadcast broadcast) {
    List<Part> parts = new ArrayList<>();
    long total = broadcast.total();
    long before = 0;
    for (OutgoingStatus status : ORDER) {
      int count = broadcast.count(status);
      int x = place(before, total);
      before += count;
      parts.add(new Part(NAMES.get(status), Thousands.of(count), x, place(before, total) - x));
    }
    return parts;
  }

  private static int place(long count, long total) {
    return total == 0 ? 0 : (int) (count * WIDTH / total);
  }

  private static List<OfBackend> backends(List<BroadcastCount> counts) {
    Map<String, Map<OutgoingStatus, Integer>> all = new TreeMap<>();
    for (BroadcastCount each : counts) {
      all.computeIfAbsent(each.backend().value(), name -> new EnumMap<>(OutgoingStatus.class))
          .merge(each.status(), each.messages(), Integer::sum);
    }
    return all.entrySet().stream()
        .map(each -> new OfBackend(each.getKey(), inOrder(each.getValue())))
        .toList();
  }

  private static List<String> inOrder(Map<OutgoingStatus, Integer> counts) {
    return ORDER.stream().map(status -> Thousands.of(counts.getOrDefault(status, 0))).toList();
  }

  private static List<Failure> failures(Broadcast broadcast, List<BroadcastCount> counts) {
    return counts.stream()
        .filter(each -> isFailure(each.status()))
        .sorted(Comparator.comparing(BroadcastCount::messages).reversed())
        .limit(MOST_FAILURES)
        .map(
            each ->
                new Failure(
                    Thousands.of(each.messages()),
                    each.backend().value(),
                    NAMES.get(each.status()),
                    each.reason().orElse("no reason is kept"),
                    MessageLinks.of(broadcast, each)))
        .toList();
  }

  private static boolean isFailure(OutgoingStatus status) {
    return status == OutgoingStatus.FAILED || status == OutgoingStatus.CANCELLED;
  }
}
