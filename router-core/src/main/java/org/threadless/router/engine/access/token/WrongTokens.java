package org.threadless.router.engine.access.token;

import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.threadless.router.config.Rate;
import org.threadless.router.engine.access.limit.Allowances;
import org.threadless.router.engine.access.limit.Network;
import org.threadless.router.engine.rate.Bucket;

/**
 * Remembers which addresses have shown what was no token, and slows them down. Safe for any thread.
 */
final class WrongTokens {

  private static final Bucket TRIES = Bucket.full(Rate.valueOf("10/m"));

  // Each is one row by an index: beside the messages of a second they are little.
  private static final Bucket LOOK_UPS = Bucket.full(Rate.valueOf("100/s"));

  private final Allowances<Network> tries;
  private final Allowances<Network> lookUps;

  WrongTokens(InstantSource clock) {
    this.tries = new Allowances<>(clock);
    this.lookUps = new Allowances<>(clock);
  }

  /** Returns how long an address has to wait until it may try again; empty where it may now. */
  Optional<Duration> pause(InetAddress from) {
    return tries.pause(Network.of(from), TRIES);
  }

  /** An address has tried a token that is none. */
  void tried(InetAddress from) {
    tries.count(Network.of(from), TRIES);
  }

  /** Returns whether what an address shows while it has to wait is looked up, and counts it. */
  boolean mayBeLookedUp(InetAddress from) {
    return lookUps.take(Network.of(from), LOOK_UPS).isEmpty();
  }
}
