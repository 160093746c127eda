package org.threadless.metrics.meter;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.threadless.router.engine.observing.Observation;
import org.threadless.router.engine.observing.StoredGroup;

/** What is measured of storing. */
final class StoreMeters {

  private static final Duration[] STEPS = {
    Duration.ofMillis(1),
    Duration.ofMillis(5),
    Duration.ofMillis(25),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofMillis(2500)
  };

  private static final double[] SIZES = {1, 2, 5, 10, 25, 50, 100, 256};

  private final Map<StoredGroup.By, Timer> times = new EnumMap<>(StoredGroup.By.class);
  private final Map<StoredGroup.By, DistributionSummary> sizes =
      new EnumMap<>(StoredGroup.By.class);
  private final Map<StoredGroup.By, Counter> failures = new EnumMap<>(StoredGroup.By.class);

  StoreMeters(MeterRegistry registry) {
    for (StoredGroup.By by : StoredGroup.By.values()) {
      times.put(
          by,
          Timer.builder("threadless.store")
              .description("How long it takes to store a group and to commit it")
              .serviceLevelObjectives(STEPS)
              .tag("by", Names.of(by))
              .register(registry));
      sizes.put(
          by,
          DistributionSummary.builder("threadless.store.group.size")
              .description("How many pieces of work are stored together")
              .serviceLevelObjectives(SIZES)
              .tag("by", Names.of(by))
              .register(registry));
      failures.put(
          by,
          Counter.builder("threadless.store.failures")
              .description("Groups that were not stored; each of it is tried again or refused")
              .tag("by", Names.of(by))
              .register(registry));
    }
  }

  Observation<Object> storing(StoredGroup group) {
    sizes.get(group.by()).record(group.size());
    return new Timing<>(
        nanos -> times.get(group.by()).record(nanos, TimeUnit.NANOSECONDS),
        answers -> {},
        thrown -> failures.get(group.by()).increment());
  }
}
