package org.threadless.handler.kafka.consume;

import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.handler.kafka.produce.DeadRecords;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.incoming.InlineRouting;
import org.threadless.router.incoming.OverloadException;
import org.threadless.router.incoming.Receipt;
import org.threadless.router.loop.OutOfMemory;
import org.threadless.router.loop.Tellable;

/**
 * Has one record's message routed, or says when it is to be tried again. What cannot be routed is
 * put aside after several tries: it holds up only its own connection, and that not for ever.
 */
final class RecordRouting {

  private static final Logger log = LoggerFactory.getLogger(RecordRouting.class);

  static final int TRIES = 5;

  private static final Duration SOON = Duration.ofMillis(250);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  private final InlineRouting routing;
  private final DeadRecords dead;
  private final StoreGate gate;

  RecordRouting(InlineRouting routing, DeadRecords dead, StoreGate gate) {
    this.routing = routing;
    this.dead = dead;
    this.gate = gate;
  }

  /**
   * Deals with a record. Never throws.
   *
   * @return after which time it is to be tried again; empty where it is done, or another node's
   */
  Optional<Duration> deal(KeptRecord record) {
    if (record.message() != null && !gate.pass()) {
      return Optional.of(StoreGate.CLOSED);
    }
    if (!record.begin()) {
      gate.unknown();
      return Optional.empty();
    }
    Optional<Duration> again;
    try {
      again = record.message() == null ? putAside(record, record.unreadable()) : route(record);
    } catch (Throwable e) {
      OutOfMemory.end(e);
      again = Optional.of(AFTER_FAILURE);
    }
    if (again.isPresent()) {
      record.putOff();
    } else {
      record.finish();
    }
    return again;
  }

  private Optional<Duration> route(KeptRecord record) {
    try {
      Receipt unused = routing.route(record.message());
      gate.open();
      return Optional.empty();
    } catch (StoreUnavailableException e) {
      gate.close(e.getMessage());
      return Optional.of(StoreGate.CLOSED);
    } catch (OverloadException e) {
      gate.unknown();
      return Optional.of(SOON);
    } catch (Throwable e) {
      gate.unknown();
      OutOfMemory.end(e);
      return failed(record, e);
    }
  }

  private Optional<Duration> failed(KeptRecord record, Throwable thrown) {
    String reason = Tellable.line(thrown);
    int times = record.failed();
    log.warn(
        "message {} in Kafka could not be routed, try {} of {}: {}",
        record.message().id(),
        Math.min(times, TRIES),
        TRIES,
        reason,
        Tellable.of(thrown));
    return times < TRIES
        ? Optional.of(AFTER_FAILURE.multipliedBy(times))
        : putAside(record, reason);
  }

  private Optional<Duration> putAside(KeptRecord record, String reason) {
    return dead.put(record.record(), reason) ? Optional.empty() : Optional.of(AFTER_FAILURE);
  }
}
