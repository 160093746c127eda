package org.threadless.router.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** UTF-8 in which half a surrogate pair has three bytes too, as other programs write it. */
final class ThreeBytes {

  private ThreeBytes() {}

  static byte[] of(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length() + 16);
    text.codePoints().forEach(codePoint -> write(codePoint, bytes));
    return bytes.toByteArray();
  }

  private static void write(int codePoint, ByteArrayOutputStream bytes) {
    if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
      bytes.write(0xE0 | (codePoint >> 12));
      bytes.write(0x80 | ((codePoint >> 6) & 0x3F));
      bytes.write(0x80 | (codePoint & 0x3F));
    } else {
      bytes.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
    }
  }
}
