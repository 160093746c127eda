package org.threadless.metrics.meter;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.threadless.router.backend.SendResult;
import org.threadless.router.engine.observing.Observation;
import org.threadless.router.engine.observing.StatusChanged;
import org.threadless.router.incoming.Receipt;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.OutgoingStatus;

/** What is measured of one backend. */
final class BackendMeters {

  // From what a database takes to what a gateway is waited for.
  private static final Duration[] STEPS = {
    Duration.ofMillis(5),
    Duration.ofMillis(25),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30)
  };

  private final Counters<IncomingStatus> received;
  private final Counters<OutgoingStatus> outgoing;
  private final Counters<ReceiptKind> receipts;
  private final Counters<SendKind> sends;
  private final Timer receive;
  private final Timer send;
  private final Counter retries;
  private final Counter outages;

  BackendMeters(MeterRegistry registry, String backend) {
    this.received =
        new Counters<>(
            registry,
            "threadless.messages.received",
            "Messages that have come in and got this status, on this node",
            IncomingStatus.class,
            "status",
            backend);
    this.outgoing =
        new Counters<>(
            registry,
            "threadless.messages.outgoing",
            "Messages to be sent that have got this status, on this node",
            OutgoingStatus.class,
            "status",
            backend);
    this.receipts =
        new Counters<>(
            registry,
            "threadless.receipts",
            "Messages that were brought, by what their sender was answered",
            ReceiptKind.class,
            "outcome",
            backend);
    this.sends =
        new Counters<>(
            registry,
            "threadless.sends",
            "Attempts to send, by what came of them",
            SendKind.class,
            "result",
            backend);
    this.receive =
        timer(registry, "threadless.receive", "From a message's coming to its answer", backend);
    this.send = timer(registry, "threadless.send", "How long a backend takes to send", backend);
    this.retries =
        counter(registry, "threadless.send.retries", "Messages to be tried again", backend);
    this.outages =
        counter(registry, "threadless.backend.outages", "Outages that this node found", backend);
  }

  private static Timer timer(MeterRegistry registry, String name, String help, String backend) {
    return Timer.builder(name)
        .description(help)
        .serviceLevelObjectives(STEPS)
        .tag("backend", backend)
        .register(registry);
  }

  private static Counter counter(MeterRegistry registry, String name, String help, String backend) {
    return Counter.builder(name).description(help).tag("backend", backend).register(registry);
  }

  Observation<Receipt> receiving() {
    return new Timing<>(
        nanos -> receive.record(nanos, TimeUnit.NANOSECONDS),
        receipt -> receipts.add(ReceiptKind.of(receipt)),
        thrown -> receipts.add(ReceiptKind.of(thrown)));
  }

  Observation<SendResult> sending() {
    return new Timing<>(
        nanos -> send.record(nanos, TimeUnit.NANOSECONDS),
        result -> sends.add(SendKind.of(result)),
        thrown -> sends.add(SendKind.RETRY));
  }

  void postponed() {
    retries.increment();
  }

  void isDown() {
    outages.increment();
  }

  void changed(StatusChanged change) {
    if (change.after() instanceof IncomingStatus now) {
      received.add(now);
    } else if (change.after() instanceof OutgoingStatus now) {
      outgoing.add(now);
    }
  }
}
