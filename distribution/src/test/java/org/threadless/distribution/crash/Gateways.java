package org.threadless.distribution.crash;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.threadless.distribution.crash.FlakyGateway.Arrived;
import org.threadless.distribution.crash.FlakyGateway.Mood;
import org.threadless.distribution.crash.FlakyGateway.Taken;

/**
 * What has reached a gateway, and the one in whose place it is while that is down.
 *
 * @param first all requests that reached the first
 * @param other all that reached the other
 * @param kills when a node was killed
 */
record Gateways(List<Arrived> first, List<Arrived> other, List<Instant> kills) {

  private static final Duration BUSIEST = Duration.ofSeconds(30);

  /** Returns what the other was given though the first perhaps has it. */
  List<Taken> givenToBoth() {
    return other.stream().map(Arrived::message).filter(each -> !had(each).isEmpty()).toList();
  }

  /** Returns those of them that were not in flight at a kill. */
  List<Taken> givenToBothWithoutCause() {
    return givenToBoth().stream()
        .filter(
            each ->
                had(each).stream()
                    .noneMatch(
                        at -> kills.stream().anyMatch(kill -> Deliveries.wasInFlight(at, kill))))
        .toList();
  }

  // What it failed to take it does not have.
  private List<Instant> had(Taken message) {
    return first.stream()
        .filter(each -> each.mood() != Mood.FAILING)
        .map(Arrived::message)
        .filter(
            each ->
                each.identity().equals(message.identity()) && each.text().equals(message.text()))
        .map(Taken::at)
        .filter(at -> at.isBefore(message.at()))
        .toList();
  }

  /** Returns how many requests a second came of a backend in its busiest half minute. */
  double mostOften(String backend) {
    List<Instant> times =
        Stream.concat(first.stream(), other.stream())
            .map(Arrived::message)
            .filter(each -> each.identity().startsWith(backend))
            .map(Taken::at)
            .sorted()
            .toList();
    return times.stream()
            .mapToLong(
                begin ->
                    times.stream()
                        .filter(each -> !each.isBefore(begin))
                        .filter(each -> each.isBefore(begin.plus(BUSIEST)))
                        .count())
            .max()
            .orElse(0)
        / (double) BUSIEST.toSeconds();
  }
}
