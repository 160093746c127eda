package org.threadless.router.engine.broadcast;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.threadless.router.engine.store.Planned;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.router.text.Segments;

/**
 * What would become of a broadcast.
 *
 * @param byBackend what would go out by each backend, in the order of their names
 * @param cancelled how many messages apps would cancel, by their reasons
 * @param first the first messages that would go out
 */
public record BroadcastForecast(
    Map<BackendName, Share> byBackend,
    Map<String, Integer> cancelled,
    List<OutgoingMessage> first) {

  private static final int SHOWN = 3;
  private static final String NO_REASON = "an app says no";

  /**
   * What would go out by a backend.
   *
   * @param messages how many
   * @param segments in how many parts all of them are carried, unless the backend is set to another
   *     coding
   * @param least in how many the shortest is
   * @param most in how many the longest is
   */
  public record Share(int messages, long segments, int least, int most) {

    private static Share of(int segments) {
      return new Share(1, segments, segments, segments);
    }

    /** Returns both together. */
    public Share and(Share other) {
      return new Share(
          messages + other.messages,
          segments + other.segments,
          Math.min(least, other.least),
          Math.max(most, other.most));
    }
  }

  /** Returns what would go out by all backends together; nothing where nothing would. */
  public Share total() {
    return byBackend.values().stream().reduce(Share::and).orElseGet(() -> new Share(0, 0, 0, 0));
  }

  /** Returns how many messages apps would cancel. */
  public int cancelledInAll() {
    return cancelled.values().stream().mapToInt(each -> each).sum();
  }

  /** Counts as messages are planned. */
  static final class Count {

    private final Map<BackendName, Share> byBackend =
        new TreeMap<>(Comparator.comparing(BackendName::value));
    private final Map<String, Integer> cancelled = new TreeMap<>();
    private final List<OutgoingMessage> first = new ArrayList<>();

    void add(Planned planned) {
      OutgoingMessage message = planned.message();
      if (planned.status() != OutgoingStatus.QUEUED) {
        cancelled.merge(message.cancelReason().orElse(NO_REASON), 1, Integer::sum);
        return;
      }
      Share share = Share.of(Segments.of(message.text()).count());
      byBackend.merge(message.connection().backend(), share, Share::and);
      if (first.size() < SHOWN) {
        first.add(message);
      }
    }

    BroadcastForecast forecast() {
      return new BroadcastForecast(byBackend, cancelled, first);
    }
  }
}
