package org.threadless.console.today;

import java.util.List;
import org.threadless.console.backend.ListedBackend;
import org.threadless.console.call.Moment;
import org.threadless.console.call.Thousands;
import org.threadless.http.response.RefusedRequests;
import org.threadless.router.conversation.Direction;
import org.threadless.router.engine.backlog.WaitingCount;
import org.threadless.router.engine.backlog.WaitingSummary;
import org.threadless.router.engine.callback.CallbackUrls;
import org.threadless.router.engine.sending.BackendState;
import org.threadless.router.engine.sending.BackendStates;

/** Reads how it goes at this moment. */
final class NowReader {

  private static final int MOST_REFUSED = 8;

  private final BackendStates states;
  private final WaitingSummary summary;
  private final RefusedRequests refusals;

  NowReader(BackendStates states, WaitingSummary summary, RefusedRequests refusals) {
    this.states = states;
    this.summary = summary;
    this.refusals = refusals;
  }

  TodayNow read() {
    List<WaitingCount> waiting = summary.waiting();
    List<BackendState> now = states.all(waiting);
    return new TodayNow(
        count(waiting, Direction.OUT),
        count(waiting, Direction.IN),
        Thousands.of(summary.scheduled().count()),
        (int) now.stream().filter(each -> each.kind() == BackendState.Kind.DOWN).count(),
        now.stream().map(ListedBackend::of).toList(),
        refusals.lockedOut().stream()
            .map(
                each ->
                    new TodayNow.Locked(
                        each.backend(), Thousands.of(each.requests()), each.reason()))
            .toList(),
        untold(),
        refused());
  }

  private static String count(List<WaitingCount> waiting, Direction direction) {
    return Thousands.of(
        waiting.stream()
            .filter(each -> each.direction() == direction)
            .mapToLong(WaitingCount::count)
            .sum());
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
