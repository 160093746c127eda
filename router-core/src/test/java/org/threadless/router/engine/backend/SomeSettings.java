package org.threadless.router.engine.backend;

import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.threadless.router.config.OneOrMore;
import org.threadless.router.config.Rate;
import org.threadless.router.message.BackendName;

/** Settings of backends that say one thing, and have the defaults for all else. */
public final class SomeSettings {

  private SomeSettings() {}

  /** Open from eight to eight, in Nairobi. */
  public static BackendSettings openByDay() {
    return of(
        Optional.of(
            new HoursSettings(
                LocalTime.of(8, 0), LocalTime.of(20, 0), ZoneId.of("Africa/Nairobi"), null)),
        List.of());
  }

  /** With a rate. */
  public static BackendSettings withRate(String rate) {
    return new BackendSettings(
        Optional.empty(),
        null,
        Optional.of(Rate.valueOf(rate)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** With fallbacks, the first one first. */
  public static BackendSettings withFallback(List<BackendName> fallbacks) {
    return of(Optional.empty(), fallbacks);
  }

  private static BackendSettings of(Optional<HoursSettings> hours, List<BackendName> fallbacks) {
    return new BackendSettings(
        Optional.empty(),
        null,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        hours,
        fallbacks.isEmpty() ? Optional.empty() : Optional.of(new OneOrMore<>(fallbacks)),
        Optional.empty());
  }
}
