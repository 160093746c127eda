package org.threadless.router.engine.order;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.threadless.router.engine.call.Limits;

/** Lets one message at a time go out to a connection, whoever sends it. */
@Singleton
public final class OutgoingOrder {

  // Who does not get its turn by then lets its message wait in the backlog, which costs little.
  private static final Duration MAX_WAIT = Duration.ofSeconds(5);

  private final ConnectionOrder connections;

  @Inject
  OutgoingOrder(Limits limits) {
    this.connections =
        new ConnectionOrder(limits.maxWaiting(), halfOf(limits.maxConcurrent()), MAX_WAIT);
  }

  public ConnectionOrder connections() {
    return connections;
  }

  /** Returns how many of these places those may have who wait; the rest is for who has a turn. */
  public static int halfOf(int places) {
    return Math.max(1, places / 2);
  }
}
