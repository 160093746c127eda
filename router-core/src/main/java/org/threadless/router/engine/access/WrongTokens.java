package org.threadless.router.engine.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.router.config.Rate;
import org.threadless.router.engine.rate.Bucket;
import org.threadless.router.text.OneLineAMinute;

/**
 * Remembers what addresses have shown that was no token, slows them down, and tells of them. Safe
 * for any thread.
 */
final class WrongTokens {

  private static final Logger log = LoggerFactory.getLogger(WrongTokens.class);

  private static final Bucket TRIES = Bucket.full(Rate.valueOf("10/m"));

  // Many addresses may try at once, and write no more lines than this.
  private static final Bucket LINES = Bucket.full(Rate.valueOf("20/m"));

  // Whoever has one address of IPv6 has as a rule all those that begin alike (RFC 6177).
  private static final int BYTES_OF_NETWORK = 8;

  private final InstantSource clock;
  private final Map<ByteBuffer, Stranger> strangers = new Latest<>();
  private Instant nextLine;

  /** Who shows wrong tokens. */
  private static final class Stranger {
    private final OneLineAMinute line;
    private Instant nextTry;

    Stranger(InstantSource clock) {
      this.line = new OneLineAMinute(clock);
    }
  }

  WrongTokens(InstantSource clock) {
    this.clock = clock;
  }

  /** Returns how long an address has to wait until it may try again; empty where it may now. */
  synchronized Optional<Duration> wait(InetAddress from) {
    Stranger stranger = strangers.get(network(from));
    Instant now = clock.instant();
    return stranger == null || TRIES.free(stranger.nextTry, now) > 0
        ? Optional.empty()
        : Optional.of(Duration.between(now, stranger.nextTry));
  }

  /** An address has tried a token that is none. */
  synchronized void tried(InetAddress from) {
    Stranger stranger = stranger(from);
    stranger.nextTry = TRIES.take(stranger.nextTry, clock.instant(), 1);
  }

  /** Has the log say so, as far as there is room. */
  synchronized void tell(InetAddress from, String what) {
    Instant now = clock.instant();
    if (LINES.free(nextLine, now) == 0) {
      return;
    }
    stranger(from)
        .line
        .write(
            more -> {
              nextLine = LINES.take(nextLine, now, 1);
              log.warn("API: refused, from {}: {}{}", from.getHostAddress(), what, more);
            });
  }

  private Stranger stranger(InetAddress from) {
    return strangers.computeIfAbsent(network(from), address -> new Stranger(clock));
  }

  private static ByteBuffer network(InetAddress from) {
    byte[] address = from.getAddress();
    return ByteBuffer.wrap(
        from instanceof Inet6Address ? Arrays.copyOf(address, BYTES_OF_NETWORK) : address);
  }
}
