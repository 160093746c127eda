package org.threadless.metrics.meter;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.threadless.http.response.RefusedRequests;
import org.threadless.router.conversation.Direction;
import org.threadless.router.engine.backlog.WaitingCount;
import org.threadless.router.engine.call.Occupancy;
import org.threadless.router.engine.callback.CallbackBacklog;
import org.threadless.router.engine.sending.BackendState;
import org.threadless.router.engine.store.PoolUse;
import org.threadless.router.message.BackendName;

/**
 * How things are at one moment.
 *
 * @param at when
 * @param seen what waits
 * @param states how the configured backends are
 * @param places for messages in progress
 * @param takes whether the last messages could be stored
 * @param pools the connections to the database
 * @param refused how many requests were refused
 * @param shut the backends that refuse everybody
 * @param certificate the end of the one that the server shows; empty where it shows none
 */
record Glance(
    Instant at,
    Standing.Seen seen,
    List<BackendState> states,
    Occupancy places,
    boolean takes,
    List<PoolUse> pools,
    List<RefusedRequests.Count> refused,
    List<RefusedRequests.Shut> shut,
    Optional<Instant> certificate) {

  /** What is not known is shown as that. */
  private static final double UNKNOWN = Double.NaN;

  /** Returns whether the node takes messages. */
  boolean isReady() {
    return seen.known() && takes && !places.isFull();
  }

  /** Returns how many messages wait at a backend. */
  double waiting(BackendName backend, Direction direction) {
    return count(waiting(direction).filter(each -> each.backend().equals(backend)));
  }

  /** Returns how many wait at all backends that are not configured. */
  double waitingElsewhere(Direction direction) {
    return count(elsewhere(direction));
  }

  /** Returns for how many seconds the oldest message of a backend has waited; 0 where none does. */
  double oldest(BackendName backend, Direction direction) {
    return age(waiting(direction).filter(each -> each.backend().equals(backend)));
  }

  /** Returns the same of all backends that are not configured. */
  double oldestElsewhere(Direction direction) {
    return age(elsewhere(direction));
  }

  private Stream<WaitingCount> waiting(Direction direction) {
    return seen.waiting().stream().filter(each -> each.direction() == direction);
  }

  private Stream<WaitingCount> elsewhere(Direction direction) {
    Set<BackendName> configured =
        states.stream().map(each -> each.backend().name()).collect(Collectors.toSet());
    return waiting(direction).filter(each -> !configured.contains(each.backend()));
  }

  private double count(Stream<WaitingCount> waiting) {
    return seen.known() ? waiting.mapToInt(WaitingCount::count).sum() : UNKNOWN;
  }

  private double age(Stream<WaitingCount> waiting) {
    return age(waiting.map(WaitingCount::oldest).min(Comparator.naturalOrder()));
  }

  private double age(Optional<Instant> oldest) {
    if (!seen.known()) {
      return UNKNOWN;
    }
    return oldest
        .map(since -> Math.max(0, Duration.between(since, at).toMillis() / 1000.0))
        .orElse(0.0);
  }

  /** Returns how many messages are not to be sent before a time. */
  double scheduled() {
    return seen.known() ? seen.scheduled().count() : UNKNOWN;
  }

  /** Returns how many events other programs are still to be told. */
  double untold() {
    return seen.known()
        ? seen.callbacks().stream().mapToInt(CallbackBacklog.Count::events).sum()
        : UNKNOWN;
  }

  /** Returns for how many seconds the oldest of them has waited; 0 where there is none. */
  double oldestUntold() {
    return age(
        seen.callbacks().stream()
            .map(CallbackBacklog.Count::oldest)
            .min(Comparator.naturalOrder()));
  }

  /** Returns whether a backend is in that state, as 1 or 0. */
  double is(BackendName backend, BackendState.Kind kind) {
    return number(
        states.stream()
            .anyMatch(each -> each.backend().name().equals(backend) && each.kind() == kind));
  }

  /** Returns whether a backend refuses everybody, as 1 or 0. */
  double isShut(BackendName backend) {
    return number(shut.stream().anyMatch(each -> each.backend().equals(backend.value())));
  }

  /** Returns how many requests to a backend were answered so. */
  double refused(String backend, int status) {
    return refused.stream()
        .filter(each -> each.backend().equals(backend) && each.status() == status)
        .mapToLong(RefusedRequests.Count::requests)
        .sum();
  }

  /** Returns the end of the certificate, in seconds since 1970. */
  double certificateEnd() {
    return certificate.map(end -> (double) end.getEpochSecond()).orElse(UNKNOWN);
  }

  /** Returns how a pool is used. */
  PoolUse pool(String name) {
    return pools.stream().filter(each -> each.pool().equals(name)).findFirst().orElseThrow();
  }

  /** Returns 1 for true, and 0. */
  static double number(boolean yes) {
    return yes ? 1 : 0;
  }
}
