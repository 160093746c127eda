package org.threadless.kannel.rig;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A message, or a part of one, as it reached a phone.
 *
 * @param from the short number that it came from
 * @param to the phone
 * @param part which part of a long message it is, from 1; 0 for one that is whole
 * @param ucs2 whether it came in UCS-2
 * @param text what the phone shows
 */
public record PhoneMessage(String from, String to, int part, boolean ucs2, String text) {

  /** Reads {@code FROM TO [udh %05%00%03...] TYPE DATA}. */
  static PhoneMessage parse(String shown) {
    String[] words = shown.split(" ", 3);
    String rest = words[2];
    int part = 0;
    if (rest.startsWith("udh ")) {
      String[] parts = rest.split(" ", 3);
      byte[] header = bytes(parts[1]);
      part = header[5];
      rest = parts[2];
    }
    boolean ucs2 = rest.startsWith("ucs-2 ");
    String data = rest.substring(rest.indexOf(' ') + 1);
    String text = ucs2 ? new String(bytes(data), StandardCharsets.UTF_16BE) : plain(rest, data);
    return new PhoneMessage(words[0], words[1], part, ucs2, text);
  }

  // A part of a GSM 7-bit text is shown percent-encoded; one that is whole as it is.
  private static String plain(String rest, String data) {
    return rest.startsWith("data ") ? new String(bytes(data), StandardCharsets.UTF_8) : data;
  }

  // Any byte may be there: ISO-8859-1 has a character for each.
  private static byte[] bytes(String encoded) {
    return URLDecoder.decode(encoded, StandardCharsets.ISO_8859_1)
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Returns the text that these parts make together. */
  public static String joined(List<PhoneMessage> parts) {
    return parts.stream()
        .sorted((a, b) -> Integer.compare(a.part(), b.part()))
        .map(PhoneMessage::text)
        .collect(Collectors.joining());
  }
}
