package org.threadless.web.live;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Server-sent events (HTML, 9.2). The id of each is the moment that it tells the state of; a page
 * that has lost its connection comes back with the last one it has seen.
 */
public final class LiveEvent {

  private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");

  private LiveEvent() {}

  /** Returns how long a browser is to wait before it connects again. */
  public static String retryAfter(int milliseconds) {
    return "retry: " + milliseconds + "\n\n";
  }

  /**
   * Returns an event.
   *
   * @param name what a page listens for; one line
   * @param moment the state that the page then shows
   * @param data HTML as a rule; any number of lines
   */
  public static String of(String name, Instant moment, String data) {
    return "id: "
        + moment.toEpochMilli()
        + "\nevent: "
        + name
        + "\ndata: "
        + LINE_END.matcher(data).replaceAll("\ndata: ")
        + "\n\n";
  }
}
