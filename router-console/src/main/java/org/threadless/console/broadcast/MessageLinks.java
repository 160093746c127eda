package org.threadless.console.broadcast;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.threadless.console.call.ConsolePages;
import org.threadless.console.call.Links;
import org.threadless.router.engine.broadcast.Broadcast;
import org.threadless.router.engine.broadcast.BroadcastCount;

/** Where messages of a broadcast are among all. */
final class MessageLinks {

  // All are made within that time, however many there are.
  private static final int MINUTES = 10;

  private MessageLinks() {}

  /** Returns where those are that have a backend and a status. */
  static String of(Broadcast broadcast, BroadcastCount count) {
    Instant from = broadcast.createdAt().truncatedTo(ChronoUnit.MINUTES);
    Map<String, String> query = new LinkedHashMap<>();
    query.put("backend", count.backend().value());
    query.put("broadcast", broadcast.id().toString());
    query.put("status", count.status().name().toLowerCase(Locale.ROOT));
    query.put("direction", "out");
    query.put("from", from.toString());
    query.put("until", from.plus(MINUTES, ChronoUnit.MINUTES).toString());
    return ConsolePages.ROOT + "/messages?" + Links.query(query);
  }
}
