package org.threadless.console.today;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.threadless.console.call.ConsolePages;
import org.threadless.console.call.Links;
import org.threadless.console.call.Moment;
import org.threadless.console.call.Thousands;
import org.threadless.http.RefusedRequests;
import org.threadless.router.conversation.Direction;
import org.threadless.router.engine.backend.Backends;
import org.threadless.router.engine.backend.ConfiguredBackend;
import org.threadless.router.engine.backlog.WaitingCount;
import org.threadless.router.engine.backlog.WaitingSummary;
import org.threadless.router.engine.callback.CallbackUrls;
import org.threadless.router.engine.sending.Outage;
import org.threadless.router.engine.store.Hold;
import org.threadless.router.message.BackendName;

/** Reads how it goes at this moment. */
final class NowReader {

  private static final int MOST_REFUSED = 8;
  private static final String ELSEWHERE = "another node has tried it, and says why";

  private final Backends backends;
  private final WaitingSummary summary;
  private final Outage.Source outages;
  private final Hold.Source holds;
  private final RefusedRequests refusals;

  /** What keeps a backend from sending, or that nothing does. */
  private record State(
      String label, String tone, String reason, Optional<Instant> since, Optional<Instant> next) {}

  NowReader(
      Backends backends,
      WaitingSummary summary,
      Outage.Source outages,
      Hold.Source holds,
      RefusedRequests refusals) {
    this.backends = backends;
    this.summary = summary;
    this.outages = outages;
    this.holds = holds;
    this.refusals = refusals;
  }

  TodayNow read() {
    List<WaitingCount> waiting = summary.waiting();
    List<Outage> down = outages.now();
    List<Hold> held = holds.now();
    return new TodayNow(
        count(waiting, Direction.OUT),
        count(waiting, Direction.IN),
        Thousands.of(summary.scheduled().count()),
        down.size(),
        backends.all().stream()
            .map(ConfiguredBackend::name)
            .map(name -> ofBackend(name, state(name, down, held), of(name, waiting)))
            .toList(),
        refusals.lockedOut().stream()
            .map(
                each ->
                    new TodayNow.Locked(
                        each.backend(), Thousands.of(each.requests()), each.reason()))
            .toList(),
        untold(),
        refused());
  }

  private static List<WaitingCount> of(BackendName backend, List<WaitingCount> waiting) {
    return waiting.stream().filter(each -> each.backend().equals(backend)).toList();
  }

  private static String count(List<WaitingCount> waiting, Direction direction) {
    return Thousands.of(
        waiting.stream()
            .filter(each -> each.direction() == direction)
            .mapToLong(WaitingCount::count)
            .sum());
  }

  // A pause keeps everything back, and the hours of a backend keep back no replies: an outage
  // stands between the two.
  private static State state(BackendName backend, List<Outage> down, List<Hold> held) {
    Optional<Hold> hold = held.stream().filter(each -> each.backend().equals(backend)).findFirst();
    Optional<Outage> outage =
        down.stream().filter(each -> each.backend().equals(backend)).findFirst();
    return hold.filter(each -> each.cause() == Hold.Cause.PAUSE)
        .map(each -> new State("paused", "calm", each.reason(), each.since(), each.until()))
        .or(() -> outage.map(NowReader::down))
        .or(
            () ->
                hold.map(
                    each ->
                        new State("not now", "calm", each.reason(), each.since(), each.until())))
        .orElseGet(() -> new State("up", "good", "", Optional.empty(), Optional.empty()));
  }

  private static State down(Outage outage) {
    return new State(
        "down", "bad", outage.reason().orElse(ELSEWHERE), outage.since(), outage.next());
  }

  private static TodayNow.OfBackend ofBackend(
      BackendName name, State state, List<WaitingCount> waiting) {
    return new TodayNow.OfBackend(
        name.value(),
        ConsolePages.ROOT + "/backends/" + Links.segment(name.value()),
        state.label(),
        state.tone(),
        state.reason(),
        state.since().map(Moment::of),
        state.next().map(Moment::of),
        count(waiting, Direction.OUT),
        count(waiting, Direction.IN),
        waiting.stream().map(WaitingCount::oldest).min(Instant::compareTo).map(Moment::of));
  }

  private List<TodayNow.Untold> untold() {
    return summary.callbacks().stream()
        .map(
            each ->
                new TodayNow.Untold(
                    CallbackUrls.shown(each.target()),
                    Thousands.of(each.events()),
                    each.failure().orElse("")))
        .toList();
  }

  private List<TodayNow.Refused> refused() {
    return refusals.recent().stream()
        .limit(MOST_REFUSED)
        .map(
            each ->
                new TodayNow.Refused(
                    Moment.of(each.at()),
                    each.place(),
                    each.status(),
                    each.reason(),
                    each.caller(),
                    Thousands.of(each.requests())))
        .toList();
  }
}
