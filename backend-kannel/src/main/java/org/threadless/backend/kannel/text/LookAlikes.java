package org.threadless.backend.kannel.text;

import java.text.Normalizer;
import java.util.Map;
import java.util.stream.Collectors;
import org.threadless.router.text.Gsm7;

/**
 * Characters that office programs and phones put in the place of plainer ones, and that cost a text
 * more than half of its room, since GSM 7-bit lacks them.
 */
final class LookAlikes {

  private static final Map<Integer, String> PLAIN =
      Map.ofEntries(
          // Quotes: single, double, angular, prime.
          Map.entry(0x2018, "'"),
          Map.entry(0x2019, "'"),
          Map.entry(0x201A, "'"),
          Map.entry(0x201B, "'"),
          Map.entry(0x2032, "'"),
          Map.entry(0x2039, "'"),
          Map.entry(0x203A, "'"),
          Map.entry(0x00B4, "'"),
          Map.entry(0x0060, "'"),
          Map.entry(0x201C, "\""),
          Map.entry(0x201D, "\""),
          Map.entry(0x201E, "\""),
          Map.entry(0x201F, "\""),
          Map.entry(0x2033, "\""),
          Map.entry(0x00AB, "\""),
          Map.entry(0x00BB, "\""),
          // Hyphens, dashes and the minus sign.
          Map.entry(0x00AD, ""),
          Map.entry(0x2010, "-"),
          Map.entry(0x2011, "-"),
          Map.entry(0x2012, "-"),
          Map.entry(0x2013, "-"),
          Map.entry(0x2014, "-"),
          Map.entry(0x2015, "-"),
          Map.entry(0x2212, "-"),
          // Blanks, those of no width included.
          Map.entry(0x0009, " "),
          Map.entry(0x00A0, " "),
          Map.entry(0x2002, " "),
          Map.entry(0x2003, " "),
          Map.entry(0x2009, " "),
          Map.entry(0x200A, " "),
          Map.entry(0x202F, " "),
          Map.entry(0x200B, ""),
          Map.entry(0xFEFF, ""),
          // The rest.
          Map.entry(0x2026, "..."),
          Map.entry(0x2022, "*"),
          Map.entry(0x00B7, "."),
          Map.entry(0x2044, "/"),
          Map.entry(0x2122, "TM"));

  private LookAlikes() {}

  /**
   * Returns the text with plain characters, where it then is all GSM 7-bit; else the text as it is,
   * since UCS-2 has the others anyway.
   */
  static String toPlain(String text) {
    // An accent may be a character of its own, and GSM 7-bit has only the two in one.
    String plain =
        Normalizer.normalize(text, Normalizer.Form.NFC)
            .codePoints()
            .mapToObj(each -> PLAIN.getOrDefault(each, Character.toString(each)))
            .collect(Collectors.joining());
    return Gsm7.holds(plain) ? plain : text;
  }
}
