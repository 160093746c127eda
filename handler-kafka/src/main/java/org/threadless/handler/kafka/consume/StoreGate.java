package org.threadless.handler.kafka.consume;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.router.message.BackendName;

/**
 * Lets messages through to the database while it can be used. While it cannot, one is let through
 * from time to time, to see whether it still cannot. Safe for any thread.
 */
final class StoreGate {

  private static final Logger log = LoggerFactory.getLogger(StoreGate.class);

  /** How long it is closed before one is let through. */
  static final Duration CLOSED = Duration.ofMillis(500);

  private final BackendName backend;
  private final LongSupplier nanos;
  private boolean closed;
  private boolean trying;
  private long tryAt;

  /**
   * @param nanos a clock that only goes forward
   */
  StoreGate(BackendName backend, LongSupplier nanos) {
    this.backend = backend;
    this.nanos = nanos;
  }

  /** Returns whether a message may pass; what came of it is to be told. */
  synchronized boolean pass() {
    if (!closed) {
      return true;
    }
    if (trying || nanos.getAsLong() - tryAt < 0) {
      return false;
    }
    trying = true;
    return true;
  }

  /** What passed has found the database usable. */
  synchronized void open() {
    if (closed) {
      log.debug("backend {}: messages in Kafka are routed again", backend);
    }
    closed = false;
    trying = false;
  }

  /** What passed has not learned anything of the database. */
  synchronized void unknown() {
    trying = false;
  }

  /** What passed has found that the database cannot be used. */
  synchronized void close(String reason) {
    if (!closed) {
      // The router says once that messages wait, and that the database is back: the gate opens and
      // closes all the time where some can be stored and others cannot.
      log.debug("backend {}: messages wait in Kafka: {}", backend, reason);
    }
    closed = true;
    trying = false;
    tryAt = nanos.getAsLong() + CLOSED.toNanos();
  }

  synchronized boolean isClosed() {
    return closed;
  }
}
