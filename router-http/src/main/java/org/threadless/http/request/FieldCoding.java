package org.threadless.http.request;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import org.threadless.router.text.PercentCoding;

/** How the bytes of a field's value are written. */
enum FieldCoding {
  /** As in a URL. */
  PERCENT {
    @Override
    byte[] decode(byte[] source, int from, int to) {
      return PercentCoding.decode(source, from, to);
    }
  },
  /** As they are. */
  NONE {
    @Override
    byte[] decode(byte[] source, int from, int to) {
      return Arrays.copyOfRange(source, from, to);
    }
  },
  /** RFC 2045, 6.8: with line ends anywhere. */
  BASE64 {
    @Override
    byte[] decode(byte[] source, int from, int to) {
      String written = new String(source, from, to - from, StandardCharsets.ISO_8859_1);
      try {
        return Base64.getDecoder().decode(written.replaceAll("\\s", ""));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("is said to be base64, and is not", e);
      }
    }
  },
  /** RFC 2045, 6.7; a {@code =} that begins no code is one. */
  QUOTED_PRINTABLE {
    @Override
    byte[] decode(byte[] source, int from, int to) {
      ByteArrayOutputStream decoded = new ByteArrayOutputStream(to - from);
      for (int i = from; i < to; i++) {
        int lineEnd = source[i] == '=' ? lineEnd(source, i + 1, to) : i;
        if (lineEnd > i) {
          i = lineEnd - 1;
        } else if (source[i] == '=' && isHex(source, i + 1, to) && isHex(source, i + 2, to)) {
          decoded.write(hex(source[i + 1]) << 4 | hex(source[i + 2]));
          i += 2;
        } else {
          decoded.write(source[i]);
        }
      }
      return decoded.toByteArray();
    }
  },
  UNKNOWN {
    @Override
    byte[] decode(byte[] source, int from, int to) {
      throw new IllegalArgumentException(
          "has a Content-Transfer-Encoding that is not taken here: send base64 or none");
    }
  };

  /**
   * Returns the bytes that are meant.
   *
   * @throws IllegalArgumentException where they are not written like this; its message is for the
   *     caller
   */
  abstract byte[] decode(byte[] source, int from, int to);

  /** Returns what a {@code Content-Transfer-Encoding} means; null where there is none. */
  static FieldCoding ofTransfer(String encoding) {
    return switch (encoding == null ? "" : encoding.strip().toLowerCase(Locale.ROOT)) {
      case "", "7bit", "8bit", "binary" -> NONE;
      case "base64" -> BASE64;
      case "quoted-printable" -> QUOTED_PRINTABLE;
      default -> UNKNOWN;
    };
  }

  /** Returns where the line after a {@code =} begins that only breaks it; 0 where it does not. */
  private static int lineEnd(byte[] source, int from, int to) {
    int at = from;
    while (at < to && (source[at] == ' ' || source[at] == '\t' || source[at] == '\r')) {
      at++;
    }
    return at < to && source[at] == '\n' ? at + 1 : 0;
  }

  private static boolean isHex(byte[] source, int at, int to) {
    return at < to && hex(source[at]) >= 0;
  }

  private static int hex(byte digit) {
    return Character.digit(digit, 16);
  }
}
