package org.threadless.router.engine.backend;

import static org.threadless.router.config.Settings.orElse;
import static org.threadless.router.config.Settings.range;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.threadless.router.config.OneOrMore;
import org.threadless.router.config.Rate;
import org.threadless.router.conversation.Direction;
import org.threadless.router.engine.rate.Rates;
import org.threadless.router.message.BackendName;

/**
 * What is set for a backend of any kind.
 *
 * @param concurrency of the messages that wait: how many this node routes at a time, and how many
 *     it sends, 1 to 1000; default 64 and 10
 * @param retry when messages that could not be sent are tried again
 * @param rate how fast messages go out, over all nodes; default as fast as the gateway takes them
 * @param perIdentity how fast they go out to each identity; default no limit
 * @param perDay how many go out on a day of the system's time zone; default no limit
 * @param hours when what apps send of themselves may go out; default at any time
 * @param fallback the backends that its messages go out by while it is down, and those to whom it
 *     does not serve; the first one first
 * @param numbers how its identities are made uniform; default they stay as they come
 */
public record BackendSettings(
    Optional<Integer> concurrency,
    RetrySettings retry,
    Optional<Rate> rate,
    Optional<Rate> perIdentity,
    Optional<Integer> perDay,
    Optional<HoursSettings> hours,
    Optional<OneOrMore<BackendName>> fallback,
    Optional<NumbersSettings> numbers) {

  // What is routed waits for the database most of the time, and a commit serves all who wait for
  // one: of 10, 64 and 256 on PostgreSQL the second routes nearly twice as many as the first.
  private static final int ROUTED = 64;

  // Of what a gateway may take at once nobody knows more.
  private static final int SENT = 10;

  /** Fills in the defaults and checks the values. */
  public BackendSettings {
    concurrency.ifPresent(most -> range("concurrency", most, 1, 1000));
    retry = orElse(retry, RetrySettings.defaults());
    perDay.ifPresent(most -> range("perDay", most, 1, 1_000_000_000));
  }

  /** Returns the defaults. */
  public static BackendSettings defaults() {
    return new BackendSettings(
        Optional.empty(),
        null,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Returns how many of the messages that wait this node routes or sends at a time. */
  public int concurrency(Direction direction) {
    return concurrency.orElse(direction == Direction.IN ? ROUTED : SENT);
  }

  /** Returns how fast messages go out. */
  public Rates rates() {
    return new Rates(rate, perIdentity, perDay.map(OptionalInt::of).orElse(OptionalInt.empty()));
  }

  /** Returns the backends of {@code fallback}; none where it is left out. */
  public List<BackendName> fallbacks() {
    return fallback.map(OneOrMore::all).orElse(List.of());
  }
}
