package org.threadless.http.server;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first line of a request that is no plain {@code GET /path?query HTTP/1.1}, as it came. A
 * gateway that does not percent-encode writes a text into the query as it is: blanks, {@code #},
 * control characters, and what is no ASCII. The last blank before the version ends the query, and
 * all others are of it.
 *
 * <p>Nothing but the query is read so kindly: others may have looked at the path before us, to see
 * who may ask for what.
 */
final class FirstLine {

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  // Neither a method nor a path that we have holds anything else.
  private static final Pattern PATH = Pattern.compile("[A-Z]+ +(/[A-Za-z0-9/_-]*)");
  private static final String VERSION = " HTTP/";
  private static final byte MASK = '_';
  private static final byte DELETE = 0x7f;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(0);
  private boolean begun;
  private boolean whole;

  /** Returns whether what has come is a line of three plain words, or nothing of a line yet. */
  static boolean isPlain(ByteBuffer buffer) {
    int at = buffer.position();
    int limit = buffer.limit();
    while (at < limit && isLineEnd(buffer.get(at))) {
      at++;
    }
    if (at == limit) {
      return true;
    }
    int blanks = 0;
    int last = at;
    for (; at < limit; at++) {
      byte each = buffer.get(at);
      if (each == ' ') {
        blanks++;
        last = at;
      } else if (each == '\n') {
        return blanks == 2 && isVersion(buffer, last);
      } else if (isOdd(each) && !(each == '\r' && at + 1 < limit && buffer.get(at + 1) == '\n')) {
        return false;
      }
    }
    return false;
  }

  private static boolean isVersion(ByteBuffer buffer, int at) {
    for (int i = 0; i < VERSION.length(); i++) {
      if (buffer.get(at + i) != VERSION.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLineEnd(byte each) {
    return each == '\n' || each == '\r';
  }

  // What is no ASCII is below 0.
  private static boolean isOdd(byte each) {
    return each <= ' ' || each == '#' || each == DELETE;
  }

  /** Takes what is there of it, with the empty lines before it. */
  void take(ByteBuffer buffer) {
    int start = buffer.position();
    int end = start;
    while (!whole && end < buffer.limit()) {
      byte each = buffer.get(end++);
      begun |= !isLineEnd(each);
      whole = begun && each == '\n';
    }
    byte[] part = new byte[end - start];
    buffer.get(part);
    bytes.writeBytes(part);
  }

  /** Returns whether nothing of it has come, or none is kept since it is plain. */
  boolean isEmpty() {
    return bytes.size() == 0;
  }

  /** Returns whether its end has come. */
  boolean isWhole() {
    return whole;
  }

  int length() {
    return bytes.size();
  }

  /** Returns whether nobody can say where its query ends. */
  boolean isWithoutVersion() {
    return end(text()) < 0;
  }

  /** Returns it with as many bytes, those masked that may not stand in a query. */
  ByteBuffer masked() {
    byte[] masked = bytes.toByteArray();
    String text = text();
    // Where there is no query, nothing is masked: neither are the blanks around the path.
    int end = text.indexOf('?') < 0 ? 0 : end(text);
    for (int i = query(text); i < end; i++) {
      if (isOdd(masked[i])) {
        masked[i] = MASK;
      }
    }
    return ByteBuffer.wrap(masked);
  }

  /** Returns a target that was masked with the query that came, percent-encoded where it must. */
  String exact(String target) {
    String text = text();
    int path = target.indexOf('?');
    int end = end(text);
    if (path < 0 || end < 0) {
      return target;
    }
    StringBuilder exact = new StringBuilder(target.substring(0, path + 1));
    for (char each : text.substring(query(text), end).toCharArray()) {
      if (isOdd((byte) each)) {
        exact.append('%').append(HEX.toHexDigits((byte) each));
      } else {
        exact.append(each);
      }
    }
    return exact.toString();
  }

  /** Returns the path that it asks for, or the beginning of it. */
  Optional<String> path() {
    Matcher path = PATH.matcher(text().strip());
    return path.lookingAt() ? Optional.of(path.group(1)) : Optional.empty();
  }

  private static int query(String text) {
    return text.indexOf('?') + 1;
  }

  /** Returns where the target ends, as far as it has come; below 0 where no version follows. */
  private int end(String text) {
    if (!whole) {
      return text.length();
    }
    int end = text.lastIndexOf(VERSION);
    if (end < query(text) || text.stripTrailing().lastIndexOf(' ') != end) {
      return -1;
    }
    while (text.charAt(end - 1) == ' ') {
      end--;
    }
    return end;
  }

  private String text() {
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }
}
