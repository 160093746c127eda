package org.threadless.router.text;

import java.util.Collection;
import java.util.List;

/**
 * The GSM 7-bit default alphabet and its extension table (3GPP TS 23.038, 6.2.1 and 6.2.1.1). The
 * national tables that a phone may be told to use are not part of it.
 */
public final class Gsm7 {

  /**
   * The characters of one septet, in the order of their codes, without the escape character 0x1B,
   * which is not one to be written.
   */
  public static final String ALPHABET =
      "@\u00A3$\u00A5\u00E8\u00E9\u00F9\u00EC\u00F2\u00C7\n\u00D8\u00F8\r\u00C5\u00E5"
          + "\u0394_\u03A6\u0393\u039B\u03A9\u03A0\u03A8\u03A3\u0398\u039E\u00C6\u00E6\u00DF\u00C9"
          + " !\"#\u00A4%&'()*+,-./0123456789:;<=>?"
          + "\u00A1ABCDEFGHIJKLMNOPQRSTUVWXYZ\u00C4\u00D6\u00D1\u00DC\u00A7"
          + "\u00BFabcdefghijklmnopqrstuvwxyz\u00E4\u00F6\u00F1\u00FC\u00E0";

  /** The characters of two septets: the escape character, and their code in the extension table. */
  public static final String EXTENSION = "\f^{}\\[~]|\u20AC";

  private static final byte ESCAPE = 0x1B;

  // The codes of EXTENSION, in its order.
  private static final byte[] EXTENSION_CODES = {
    0x0A, 0x14, 0x28, 0x29, 0x2F, 0x3C, 0x3D, 0x3E, 0x40, 0x65
  };

  private Gsm7() {}

  /** Returns whether every character of the text is in the alphabet or its extension. */
  public static boolean holds(String text) {
    return text.codePoints().allMatch(codePoint -> septets(codePoint) > 0);
  }

  /** Returns the characters of the text that neither table has, each once, in their order. */
  public static List<String> missing(String text) {
    return text.codePoints()
        .filter(codePoint -> septets(codePoint) == 0)
        .distinct()
        .mapToObj(Character::toString)
        .toList();
  }

  /** Returns how many septets a character takes: 1 or 2; 0 where neither table has it. */
  static int septets(int codePoint) {
    if (ALPHABET.indexOf(codePoint) >= 0) {
      return 1;
    }
    return EXTENSION.indexOf(codePoint) >= 0 ? 2 : 0;
  }

  /**
   * Returns the text of septets, one in each byte. After an escape, a code that the extension table
   * lacks is that of the alphabet, as a phone shows it.
   *
   * @param mends takes what had to be mended
   */
  static String read(byte[] bytes, Collection<String> mends) {
    StringBuilder text = new StringBuilder(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      boolean escaped = bytes[i] == ESCAPE;
      if (escaped && ++i == bytes.length) {
        mends.add("half a character in GSM 7-bit");
        text.append('\uFFFD');
      } else if (bytes[i] < 0) {
        mends.add("bytes that are not GSM 7-bit, read as windows-1252");
        text.append(LenientDecoder.windows1252(bytes[i]));
      } else {
        text.append(escaped ? extension(bytes[i]) : character(bytes[i]));
      }
    }
    return text.toString();
  }

  private static char extension(byte code) {
    for (int i = 0; i < EXTENSION_CODES.length; i++) {
      if (EXTENSION_CODES[i] == code) {
        return EXTENSION.charAt(i);
      }
    }
    return character(code);
  }

  private static char character(byte code) {
    // The escape character, which ALPHABET leaves out, stands for a blank where it is escaped.
    return code == ESCAPE ? ' ' : ALPHABET.charAt(code < ESCAPE ? code : code - 1);
  }
}
