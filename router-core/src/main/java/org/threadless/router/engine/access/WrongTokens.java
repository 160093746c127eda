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
import org.threadless.router.config.Rate;
import org.threadless.router.engine.rate.Bucket;

/**
 * Remembers which addresses have shown what was no token, and slows them down. Safe for any thread.
 */
final class WrongTokens {

  private static final Bucket TRIES = Bucket.full(Rate.valueOf("10/m"));

  // Each is one row by an index: beside the messages of a second they are little.
  private static final Bucket LOOK_UPS = Bucket.full(Rate.valueOf("100/s"));

  // Whoever has one address of IPv6 has as a rule all those that begin alike (RFC 6177).
  private static final int BYTES_OF_NETWORK = 8;

  private final InstantSource clock;
  private final Map<ByteBuffer, Instant> nextTries = new Latest<>();
  private final Map<ByteBuffer, Instant> nextLookUps = new Latest<>();

  WrongTokens(InstantSource clock) {
    this.clock = clock;
  }

  /** Returns how long an address has to wait until it may try again; empty where it may now. */
  synchronized Optional<Duration> pause(InetAddress from) {
    Instant next = nextTries.get(network(from));
    Instant now = clock.instant();
    return TRIES.free(next, now) > 0 ? Optional.empty() : Optional.of(Duration.between(now, next));
  }

  /** An address has tried a token that is none. */
  synchronized void tried(InetAddress from) {
    Instant now = clock.instant();
    nextTries.compute(network(from), (address, next) -> TRIES.take(next, now, 1));
  }

  /** Returns whether what an address shows while it has to wait is looked up, and counts it. */
  synchronized boolean mayBeLookedUp(InetAddress from) {
    ByteBuffer network = network(from);
    Instant next = nextLookUps.get(network);
    Instant now = clock.instant();
    boolean may = LOOK_UPS.free(next, now) > 0;
    if (may) {
      nextLookUps.put(network, LOOK_UPS.take(next, now, 1));
    }
    return may;
  }

  private static ByteBuffer network(InetAddress from) {
    byte[] address = from.getAddress();
    return ByteBuffer.wrap(
        from instanceof Inet6Address ? Arrays.copyOf(address, BYTES_OF_NETWORK) : address);
  }
}
