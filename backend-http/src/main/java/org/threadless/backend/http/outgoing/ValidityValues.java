package org.threadless.backend.http.outgoing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.threadless.backend.http.outgoing.settings.MessageNames;
import org.threadless.router.message.OutgoingMessage;

/**
 * For how long a message is of use, as gateways want to be told.
 *
 * @param longest what they take at most: for longer, they are told so
 */
record ValidityValues(Optional<Duration> longest, InstantSource clock) {

  /** Returns the value of one of these names; empty where nothing was said of the message. */
  Optional<String> of(String name, OutgoingMessage message) {
    Instant now = clock.instant();
    Optional<Duration> left = message.validUntil().map(until -> left(now, until));
    return left.map(
        time ->
            switch (name) {
              case MessageNames.VALID_SECONDS -> Long.toString(time.toSeconds());
              case MessageNames.VALID_MINUTES -> Long.toString(Math.max(1, time.toMinutes()));
              default -> now.plus(time).truncatedTo(ChronoUnit.SECONDS).toString();
            });
  }

  // A second at least: some take none for a word, and some for ever.
  private Duration left(Instant now, Instant until) {
    Duration left = Duration.between(now, until);
    Duration most = longest.filter(limit -> limit.compareTo(left) < 0).orElse(left);
    return most.toSeconds() < 1 ? Duration.ofSeconds(1) : most;
  }
}
