package org.threadless.http.request;

import java.nio.charset.StandardCharsets;

/**
 * A body of {@code multipart/form-data}, of which some programs forget the end: it came as a whole,
 * and only the boundary after its last part is missing. A boundary is one at the start of a line
 * alone (RFC 2046, 5.1.1): a value may hold the same.
 */
final class MultiPartBody {

  private static final String LAST = "--";

  private final String body;
  private final String delimiter;

  MultiPartBody(byte[] bytes, String boundary) {
    this.body = new String(bytes, StandardCharsets.ISO_8859_1);
    this.delimiter = "--" + boundary;
  }

  /** Returns whether there is a part in it. */
  boolean isBegun() {
    return startsALine(delimiter);
  }

  /** Returns whether its last boundary is there. */
  boolean isEnded() {
    return startsALine(delimiter + LAST);
  }

  /** Returns whether there are more parts in it; nothing is made of them. */
  boolean hasMoreThan(int most) {
    int last = isEnded() ? 1 : 0;
    int seen = body.startsWith(delimiter) ? 1 : 0;
    int at = body.indexOf("\n" + delimiter);
    while (at >= 0 && seen <= most + last) {
      seen++;
      at = body.indexOf("\n" + delimiter, at + 1);
    }
    return seen > most + last;
  }

  private boolean startsALine(String start) {
    return body.startsWith(start) || body.contains("\n" + start);
  }

  /** Returns it with its last boundary. */
  byte[] ended() {
    String ended = isEnded() ? body : beforeEnd() + delimiter + LAST + "\r\n";
    return ended.getBytes(StandardCharsets.ISO_8859_1);
  }

  // The line end before a boundary is of that, as is a boundary that another part should follow.
  private String beforeEnd() {
    String parts = body.stripTrailing();
    if (parts.endsWith("\n" + delimiter)) {
      return parts.substring(0, parts.length() - delimiter.length());
    }
    return body.endsWith("\n") ? body : body + "\r\n";
  }
}
