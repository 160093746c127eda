package org.threadless.backend.http.check.signed;

import java.nio.charset.StandardCharsets;

/** Bytes as a text with a character for each, so that they can stand in a template. */
final class ByteText {

  private ByteText() {}

  static String of(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** Returns the bytes of a text in UTF-8. */
  static String of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] bytes(String byteText) {
    return byteText.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Returns the text that bytes are in UTF-8. */
  static String text(String byteText) {
    return new String(bytes(byteText), StandardCharsets.UTF_8);
  }
}
