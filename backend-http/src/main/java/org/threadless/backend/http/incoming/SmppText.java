package org.threadless.backend.http.incoming;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.threadless.backend.http.request.ReceivedRequest;
import org.threadless.backend.http.value.ValuePath;
import org.threadless.http.request.FormReader;
import org.threadless.router.text.TakenText;

/**
 * A text whose bytes come as they were on the network, in hexadecimal digits, with the number of
 * their coding: SMPP 3.4, 5.2.19, and from 16 on that of 3GPP TS 23.038, 4.
 */
final class SmppText {

  private static final int FIRST_OF_3GPP = 16;
  private static final int CLASS_GROUP = 0xF0;
  private static final int WAITING_GROUPS = 0xC0;
  private static final int WAITING_UCS2 = 0xE0;
  private static final int COMPRESSED = 0x20;

  private SmppText() {}

  /**
   * Reads the text of a message; what is in no known coding is shown byte by byte.
   *
   * @param hex where the digits are
   * @param coding where the number is; without one it is 0, which is GSM 7-bit
   * @throws org.threadless.http.request.RequestException where there are no digits
   */
  static TakenText of(ReceivedRequest part, ValuePath hex, Optional<ValuePath> coding) {
    String digits = part.text(hex).map(TakenText::text).orElse("").strip();
    byte[] bytes = FormReader.checked(hex.toString(), () -> bytes(digits));
    String number = coding.flatMap(path -> path.in(part)).orElse("0").strip();
    try {
      return of(bytes, Integer.parseInt(number));
    } catch (NumberFormatException e) {
      return TakenText.ofBinary(bytes);
    }
  }

  private static byte[] bytes(String digits) {
    try {
      return HexFormat.of().parseHex(digits);
    } catch (IllegalArgumentException e) {
      // Its message shows what came.
      throw new IllegalArgumentException("must be pairs of hexadecimal digits", e);
    }
  }

  static TakenText of(byte[] bytes, int coding) {
    return switch (coding) {
      case 0 -> TakenText.ofGsm7(bytes, List.of());
      case 1 -> TakenText.of(bytes, StandardCharsets.US_ASCII);
      case 3 -> TakenText.of(bytes, StandardCharsets.ISO_8859_1);
      case 6 -> TakenText.of(bytes, Charset.forName("ISO-8859-5"));
      case 7 -> TakenText.of(bytes, Charset.forName("ISO-8859-8"));
      case 8 -> TakenText.of(bytes, StandardCharsets.UTF_16BE);
      default ->
          coding >= FIRST_OF_3GPP && coding <= 0xFF
              ? of3gpp(bytes, coding)
              : TakenText.ofBinary(bytes);
    };
  }

  private static TakenText of3gpp(byte[] bytes, int coding) {
    int group = coding & 0xF0;
    if (group == CLASS_GROUP) {
      return inAlphabet(bytes, (coding & 0x04) >> 2);
    }
    if (group >= WAITING_GROUPS) {
      return inAlphabet(bytes, group == WAITING_UCS2 ? 2 : 0);
    }
    boolean reserved = group >= 0x80;
    return reserved || (coding & COMPRESSED) != 0
        ? TakenText.ofBinary(bytes)
        : inAlphabet(bytes, (coding & 0x0C) >> 2);
  }

  private static TakenText inAlphabet(byte[] bytes, int alphabet) {
    return switch (alphabet) {
      case 0 -> TakenText.ofGsm7(bytes, List.of());
      case 2 -> TakenText.of(bytes, StandardCharsets.UTF_16BE);
      default -> TakenText.ofBinary(bytes);
    };
  }
}
