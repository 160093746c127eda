package org.threadless.server.command.table;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.threadless.storage.keep.KeepPeriod;
import org.threadless.storage.keep.KeepSettings;
import org.threadless.storage.keep.KeptKind;

/** How long what is stored is kept, for people. */
public final class KeepTable {

  private KeepTable() {}

  /** Prints what is not kept for ever, where there is any. */
  public static void print(KeepSettings settings, Instant now, PrintWriter out) {
    if (!settings.periods().isEmpty()) {
      out.println("kept for a time only:");
      settings.periods().forEach((kind, period) -> out.println("  " + line(kind, period, now)));
      out.println("  all else is kept, and nothing goes of messages that are not done");
    }
  }

  private static String line(KeptKind kind, KeepPeriod period, Instant now) {
    ZoneId zone = ZoneId.systemDefault();
    return kind.inWords()
        + ": "
        + period.inWords()
        + ", now from "
        + period.before(now, zone).truncatedTo(ChronoUnit.SECONDS).atZone(zone).toLocalDateTime()
        + " on";
  }
}
