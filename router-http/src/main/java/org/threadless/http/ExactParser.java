package org.threadless.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpParser;

/** Remembers a request's first line where it has bytes that are no ASCII. */
final class ExactParser extends HttpParser {

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private static final Set<State> BEFORE_ITS_END =
      EnumSet.of(State.START, State.METHOD, State.SPACE1, State.URI);

  private final ByteArrayOutputStream line = new ByteArrayOutputStream(0);

  ExactParser(RequestHandler handler, int maxHeaderBytes, HttpCompliance compliance) {
    super(handler, maxHeaderBytes, compliance);
  }

  @Override
  public boolean parseNext(ByteBuffer buffer) {
    if (isStart()) {
      line.reset();
    }
    if (BEFORE_ITS_END.contains(getState())) {
      keep(buffer);
    }
    return super.parseNext(buffer);
  }

  private void keep(ByteBuffer buffer) {
    int start = buffer.position();
    while (line.size() == 0 && start < buffer.limit() && isLineEnd(buffer.get(start))) {
      start++;
    }
    boolean ascii = true;
    int end = start;
    while (end < buffer.limit() && buffer.get(end) != '\n') {
      ascii &= buffer.get(end++) >= 0;
    }
    // Most lines come whole, and are plain.
    if (ascii && line.size() == 0 && end < buffer.limit()) {
      return;
    }
    byte[] part = new byte[end - start];
    buffer.get(start, part);
    line.writeBytes(part);
  }

  private static boolean isLineEnd(byte each) {
    return each == '\n' || each == '\r';
  }

  /** Returns a request's target with each byte of its query as it came. */
  String exact(String target) {
    int path = target.indexOf('?');
    String asItCame = line.toString(StandardCharsets.ISO_8859_1);
    int query = asItCame.indexOf('?');
    if (path < 0 || query < 0) {
      return target;
    }
    int end = asItCame.indexOf(' ', query);
    StringBuilder exact = new StringBuilder(target.substring(0, path));
    for (char each :
        asItCame.substring(query, end < 0 ? asItCame.length() : end).strip().toCharArray()) {
      if (each < 0x80) {
        exact.append(each);
      } else {
        exact.append('%').append(HEX.toHexDigits((byte) each));
      }
    }
    return exact.toString();
  }
}
