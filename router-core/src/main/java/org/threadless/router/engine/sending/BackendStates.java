package org.threadless.router.engine.sending;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.threadless.router.engine.backend.Backends;
import org.threadless.router.engine.backend.ConfiguredBackend;
import org.threadless.router.engine.backlog.Backlog;
import org.threadless.router.engine.backlog.WaitingCount;
import org.threadless.router.engine.sending.BackendState.Kind;
import org.threadless.router.engine.store.Hold;
import org.threadless.router.message.BackendName;

/** Tells how the configured backends are, on all pages and to all programs alike. */
public final class BackendStates {

  private final Backends backends;
  private final Backlog backlog;
  private final Outage.Source outages;
  private final Hold.Source holds;

  @Inject
  BackendStates(Backends backends, Backlog backlog, Outage.Source outages, Hold.Source holds) {
    this.backends = backends;
    this.backlog = backlog;
    this.outages = outages;
    this.holds = holds;
  }

  /**
   * Returns how all of them are, in the order of the configuration.
   *
   * @throws org.threadless.router.conversation.StoreUnavailableException where the database cannot
   *     be used now
   */
  public List<BackendState> all() {
    return all(backlog.waiting());
  }

  /**
   * The same, for who has read already what waits.
   *
   * @param counts what waits, at backends that are not configured any more as well
   */
  public List<BackendState> all(List<WaitingCount> counts) {
    List<Hold> held = holds.now();
    List<Outage> down = outages.now();
    return backends.all().stream().map(each -> of(each, held, down, counts)).toList();
  }

  /**
   * Returns how one is.
   *
   * @throws org.threadless.router.incoming.UnknownBackendException where none of that name is
   *     configured
   */
  public BackendState of(BackendName name) {
    return of(backends.require(name), holds.now(), outages.now(), backlog.waiting());
  }

  // A pause keeps everything back, and the hours of a backend keep back no replies: an outage
  // stands between the two.
  private static BackendState of(
      ConfiguredBackend backend, List<Hold> held, List<Outage> down, List<WaitingCount> counts) {
    BackendName name = backend.name();
    List<WaitingCount> here = counts.stream().filter(each -> each.backend().equals(name)).toList();
    Optional<Hold> hold = held.stream().filter(each -> each.backend().equals(name)).findFirst();
    return hold.filter(each -> each.cause() == Hold.Cause.PAUSE)
        .map(each -> held(backend, Kind.PAUSED, each, here))
        .or(
            () ->
                down.stream()
                    .filter(each -> each.backend().equals(name))
                    .findFirst()
                    .map(each -> down(backend, each, here)))
        .or(() -> hold.map(each -> held(backend, Kind.OUT_OF_HOURS, each, here)))
        .orElseGet(
            () ->
                new BackendState(
                    backend, Kind.UP, Optional.empty(), Optional.empty(), Optional.empty(), here));
  }

  private static BackendState held(
      ConfiguredBackend backend, Kind kind, Hold hold, List<WaitingCount> here) {
    return new BackendState(
        backend, kind, Optional.of(hold.reason()), hold.since(), hold.until(), here);
  }

  private static BackendState down(
      ConfiguredBackend backend, Outage outage, List<WaitingCount> here) {
    return new BackendState(
        backend, Kind.DOWN, Optional.of(outage.why()), outage.since(), outage.next(), here);
  }
}
