package org.threadless.server.command.typed;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.threadless.router.message.SendOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** When a message is sent. */
public final class TimeOption {

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description =
          "Not before then: 2026-12-01T09:00, or with an offset, 2026-12-01T09:00+03:00. One that is"
              + " past is now.")
  private String at;

  @Mixin private ZoneOption zone;

  /** Returns when it is to be sent; none where that is now. */
  public SendOptions options() {
    if (at == null) {
      zone.requireNone("--at, which is");
      return SendOptions.none();
    }
    return MessageParameters.valid("--at", () -> SendOptions.none().notBefore(time()));
  }

  private Instant time() {
    return zone.typed("--at").moment(at);
  }

  /** Returns a time as it is read here. */
  public String shown(Instant time) {
    ZonedDateTime here = time.truncatedTo(ChronoUnit.SECONDS).atZone(zone.zone());
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(here) + " (" + here.getZone() + ")";
  }
}
