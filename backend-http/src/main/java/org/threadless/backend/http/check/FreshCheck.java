package org.threadless.backend.http.check;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.threadless.backend.http.request.CheckedRequest;

/** How old a request may be. */
final class FreshCheck implements Check {

  private static final String KIND = "fresh";

  private final FreshSettings settings;
  private final InstantSource clock;

  FreshCheck(FreshSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public void require(CheckedRequest request) {
    String given =
        settings
            .at()
            .in(request.values())
            .orElseThrow(() -> CheckedRequest.refused(KIND, settings.at(), "is missing"));
    if (!isFresh(given)) {
      throw CheckedRequest.refused(
          KIND, settings.at(), "is not a time close to now; is the clock of this machine right?");
    }
  }

  private boolean isFresh(String given) {
    try {
      Instant time = settings.as().read(given);
      return Duration.between(time, clock.instant()).abs().compareTo(settings.within()) <= 0;
    } catch (DateTimeException | NumberFormatException | ArithmeticException e) {
      return false;
    }
  }
}
