package org.threadless.console.broadcast;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.threadless.console.call.Moment;
import org.threadless.console.call.Thousands;
import org.threadless.router.engine.broadcast.BroadcastForecast;
import org.threadless.router.engine.broadcast.BroadcastForecast.Share;
import org.threadless.router.engine.broadcast.NewBroadcast;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.text.Segments;

/**
 * What would become of a broadcast, before it is sent.
 *
 * @param draft what was typed
 * @param key by which it is sent once only
 * @param testKey by which a test of it is sent once only
 * @param recipients how many people it is for, for people
 * @param messages how many messages would go out
 * @param canBeSent whether any would
 * @param segments in how many parts all of them are carried
 * @param each in how many one of them is
 * @param cost of all parts, where it is set
 * @param unreachable how many people there is no way to; empty where there are none
 * @param unreached the first of those, by name
 * @param cancelled why apps would cancel messages
 * @param backends by which they would go
 * @param ways all backends that are configured, by which a test may go
 * @param samples the first of them
 * @param at when it goes out; empty where that is at once
 * @param until until when it is of use
 * @param tested what became of a test
 */
public record PreviewPage(
    BroadcastDraft draft,
    String key,
    String testKey,
    String recipients,
    String messages,
    boolean canBeSent,
    String segments,
    String each,
    Optional<String> cost,
    Optional<String> unreachable,
    List<Unreached> unreached,
    List<Cancelled> cancelled,
    List<ByBackend> backends,
    List<String> ways,
    List<Sample> samples,
    Optional<Moment> at,
    Optional<Moment> until,
    Optional<Tested> tested) {

  /** How many messages apps would cancel for one reason. */
  public record Cancelled(String count, String reason) {}

  /** Somebody whom there is no way to, and where more of them is. */
  public record Unreached(String who, Optional<String> href) {}

  /** What would go out by one backend. */
  public record ByBackend(String name, String messages, String segments) {}

  /**
   * A message that would go out.
   *
   * @param to the number
   * @param backend by which it would go
   * @param text what it says
   * @param length how long it is
   */
  public record Sample(String to, String backend, String text, String length) {

    static Sample of(OutgoingMessage message) {
      Segments segments = Segments.of(message.text());
      return new Sample(
          message.connection().identity().value(),
          message.connection().backend().value(),
          message.text(),
          Thousands.of(message.text().length(), "character", "characters")
              + ", "
              + Thousands.of(segments.count(), "part", "parts"));
    }
  }

  /**
   * What became of a test.
   *
   * @param line in one sentence
   * @param isGood whether it was sent
   * @param href where the message is; may be empty
   */
  public record Tested(String line, boolean isGood, String href) {}

  /** Returns whether some are not named. */
  public boolean hasMoreUnreached() {
    return unreachable.filter(count -> !count.equals(Thousands.of(unreached.size()))).isPresent();
  }

  static PreviewPage of(
      BroadcastDraft draft,
      String key,
      String testKey,
      NewBroadcast wanted,
      BroadcastForecast forecast,
      Optional<SegmentCost> cost,
      List<Unreached> unreached,
      List<String> ways,
      Optional<Tested> tested) {
    Share total = forecast.total();
    return new PreviewPage(
        draft,
        key,
        testKey,
        Thousands.of(wanted.texts().size() + (long) wanted.passedOver()),
        Thousands.of(total.messages()),
        total.messages() > 0,
        Thousands.of(total.segments()),
        total.least() == total.most()
            ? Thousands.of(total.least())
            : Thousands.of(total.least()) + " to " + Thousands.of(total.most()),
        cost.map(price -> price.of(total.segments())),
        wanted.passedOver() == 0
            ? Optional.empty()
            : Optional.of(Thousands.of(wanted.passedOver())),
        unreached,
        cancelled(forecast),
        backends(forecast),
        ways,
        forecast.first().stream().map(Sample::of).toList(),
        wanted.options().notBefore().map(Moment::of),
        wanted.options().validUntil().map(Moment::of),
        tested);
  }

  private static List<Cancelled> cancelled(BroadcastForecast forecast) {
    return forecast.cancelled().entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .map(each -> new Cancelled(Thousands.of(each.getValue()), each.getKey()))
        .toList();
  }

  private static List<ByBackend> backends(BroadcastForecast forecast) {
    return forecast.byBackend().entrySet().stream()
        .map(
            each ->
                new ByBackend(
                    each.getKey().value(),
                    Thousands.of(each.getValue().messages()),
                    Thousands.of(each.getValue().segments())))
        .toList();
  }
}
