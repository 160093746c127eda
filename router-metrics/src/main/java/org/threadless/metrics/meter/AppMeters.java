package org.threadless.metrics.meter;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.threadless.router.app.Phase;
import org.threadless.router.engine.observing.Observation;
import org.threadless.router.engine.observing.Observer;
import org.threadless.router.engine.routing.ConfiguredApp;

/** What is measured of one app. */
final class AppMeters {

  private final Map<Phase, Timer> times = new EnumMap<>(Phase.class);
  private final Map<Phase, Counter> errors = new EnumMap<>(Phase.class);

  AppMeters(MeterRegistry registry, ConfiguredApp app) {
    for (Phase phase : app.phases()) {
      String name = app.name().value();
      times.put(
          phase,
          Timer.builder("threadless.app")
              .description("How long an app takes in a phase")
              .tag("app", name)
              .tag("phase", Names.of(phase))
              .register(registry));
      errors.put(
          phase,
          Counter.builder("threadless.app.errors")
              .description("Exceptions of an app in a phase")
              .tag("app", name)
              .tag("phase", Names.of(phase))
              .register(registry));
    }
  }

  Observation<Boolean> calling(Phase phase) {
    Timer time = times.get(phase);
    return new Timing<>(
        nanos -> time.record(nanos, TimeUnit.NANOSECONDS),
        answer -> {},
        thrown -> count(phase, thrown));
  }

  private void count(Phase phase, Throwable thrown) {
    if (Observer.isErrorOfApp(thrown)) {
      errors.get(phase).increment();
    }
  }
}
