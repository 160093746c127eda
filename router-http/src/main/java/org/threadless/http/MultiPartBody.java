package org.threadless.http;

import java.nio.charset.StandardCharsets;

/**
 * A body of {@code multipart/form-data}, of which some programs forget the end: it came as a whole,
 * and only the boundary after its last part is missing.
 */
final class MultiPartBody {

  private final String body;
  private final String delimiter;

  MultiPartBody(byte[] bytes, String boundary) {
    this.body = new String(bytes, StandardCharsets.ISO_8859_1);
    this.delimiter = "--" + boundary;
  }

  /** Returns whether there is a part in it. */
  boolean isBegun() {
    return body.contains(delimiter);
  }

  /** Returns whether its last boundary is there. */
  boolean isEnded() {
    return body.contains(delimiter + "--");
  }

  /** Returns it with its last boundary. */
  byte[] ended() {
    String ended = isEnded() ? body : beforeEnd() + delimiter + "--\r\n";
    return ended.getBytes(StandardCharsets.ISO_8859_1);
  }

  // The line end before a boundary is of that, as is a boundary that another part should follow.
  private String beforeEnd() {
    String parts = body.stripTrailing();
    if (parts.endsWith(delimiter)) {
      return parts.substring(0, parts.length() - delimiter.length());
    }
    return body.endsWith("\n") ? body : body + "\r\n";
  }
}
