package org.threadless.backend.kannel;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Percent-encoding of bytes. What the bytes mean is for others to say: Kannel sends texts in
 * several charsets, and some that are none. The JDK's coders take a charset; ISO-8859-1 has a
 * character for each byte.
 */
final class UrlBytes {

  private UrlBytes() {}

  /**
   * Returns the bytes; a plus sign is a blank.
   *
   * @throws IllegalArgumentException where a percent sign is not followed by two hexadecimal digits
   */
  static byte[] decode(String encoded) {
    return URLDecoder.decode(encoded, StandardCharsets.ISO_8859_1)
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  static String encode(byte[] bytes) {
    return URLEncoder.encode(
        new String(bytes, StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1);
  }

  static String encode(String text) {
    return encode(text.getBytes(StandardCharsets.UTF_8));
  }
}
