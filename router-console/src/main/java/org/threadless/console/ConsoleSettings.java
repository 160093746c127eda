package org.threadless.console;

import java.util.Objects;
import java.util.Optional;
import org.threadless.console.broadcast.SegmentCost;
import org.threadless.web.signin.oidc.OidcSettings;

/**
 * What can be set of the console: {@code console} in the configuration.
 *
 * @param oidc another service that signs people in, beside passwords; default none
 * @param segmentCost what a part of a message costs, for what broadcasts are expected to
 */
public record ConsoleSettings(Optional<OidcSettings> oidc, Optional<SegmentCost> segmentCost) {

  /** Refuses nulls. */
  public ConsoleSettings {
    Objects.requireNonNull(oidc, "oidc");
    Objects.requireNonNull(segmentCost, "segmentCost");
  }

  /** Returns the defaults. */
  public static ConsoleSettings defaults() {
    return new ConsoleSettings(Optional.empty(), Optional.empty());
  }
}
