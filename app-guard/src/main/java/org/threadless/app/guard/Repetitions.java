package org.threadless.app.guard;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.threadless.router.message.IncomingMessage;

/**
 * Knows which messages are copies of the one before, to which the gateway gave an id of its own.
 */
@Singleton
final class Repetitions {

  private final Optional<Duration> within;
  private final SaidMapper mapper;
  private final Turns cleanings = new Turns(Duration.ofHours(1));

  @Inject
  Repetitions(GuardSettings settings, SaidMapper mapper) {
    this.within = Optional.ofNullable(settings.repeat());
    this.mapper = mapper;
  }

  /** Takes note of a message that is none. */
  boolean isOne(IncomingMessage message) {
    return within.isPresent() && isOne(message, within.get());
  }

  private boolean isOne(IncomingMessage message, Duration time) {
    Party party = Party.of(message.connection());
    Instant at = message.receivedAt();
    UUID text = Hash.of(message.receivedText());
    Optional<SaidMapper.Said> last = mapper.last(party);
    if (last.filter(said -> isRepeated(said, text, at, time)).isPresent()) {
      return true;
    }
    if (mapper.change(party, text, at) == 0) {
      mapper.add(party, text, at);
    }
    if (cleanings.comes(at)) {
      mapper.forget(at.minus(time));
    }
    return false;
  }

  // Copies may come in any order.
  private static boolean isRepeated(SaidMapper.Said said, UUID text, Instant at, Duration time) {
    return said.text().equals(text)
        && Duration.between(said.saidAt(), at).abs().compareTo(time) <= 0;
  }

  /** Forgets what somebody said last. */
  void erase(Party party) {
    mapper.erase(party);
  }
}
