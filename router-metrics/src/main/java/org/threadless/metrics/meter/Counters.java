package org.threadless.metrics.meter;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;

/**
 * A counter for each of an enum, all of which are there from the beginning: what has never happened
 * is 0.
 *
 * @param <E> what is counted apart
 */
final class Counters<E extends Enum<E>> {

  private final Map<E, Counter> counters;

  /**
   * @param name of all
   * @param help what is counted
   * @param label which has the value that each differs in
   * @param backend of all
   */
  Counters(
      MeterRegistry registry,
      String name,
      String help,
      Class<E> type,
      String label,
      String backend) {
    this.counters = new EnumMap<>(type);
    for (E each : type.getEnumConstants()) {
      counters.put(
          each,
          Counter.builder(name)
              .description(help)
              .tag("backend", backend)
              .tag(label, Names.of(each))
              .register(registry));
    }
  }

  /** Counts one. */
  void add(E each) {
    counters.get(each).increment();
  }
}
