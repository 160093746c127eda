package org.threadless.server.command.typed;

import java.time.DateTimeException;
import java.time.ZoneId;
import picocli.CommandLine.Option;

/** The time zone of what is typed without an offset. */
final class ZoneOption {

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description =
          "The time zone that TIME is meant in, such as Africa/Nairobi; by default that of the"
              + " system, where TIME has no offset. An offset must be that of the zone.")
  private String zone;

  /** Returns what reads times that are typed after an option. */
  TypedTime typed(String option) {
    return new TypedTime(option, zone(), zone != null);
  }

  ZoneId zone() {
    try {
      return zone == null ? ZoneId.systemDefault() : ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw new UserException("--zone is not a time zone such as Africa/Nairobi: " + zone, e);
    }
  }

  /** Fails where it was given, though there is no time that it could be of. */
  public void requireNone(String options) {
    if (zone != null) {
      throw new UserException("--zone is for " + options + " not there");
    }
  }
}
