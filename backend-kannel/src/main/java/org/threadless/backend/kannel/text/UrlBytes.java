package org.threadless.backend.kannel.text;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Percent-encoding of bytes: Kannel is sent texts in several charsets. The JDK's coder takes a
 * charset; ISO-8859-1 has a character for each byte.
 */
public final class UrlBytes {

  private UrlBytes() {}

  /** Returns bytes as a URL has them. */
  public static String encode(byte[] bytes) {
    return URLEncoder.encode(
        new String(bytes, StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1);
  }

  /** Returns a text as a URL has it, in UTF-8. */
  public static String encode(String text) {
    return encode(text.getBytes(StandardCharsets.UTF_8));
  }
}
