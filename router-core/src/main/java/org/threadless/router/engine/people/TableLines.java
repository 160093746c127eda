package org.threadless.router.engine.people;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The lines of a text, with what ends each; some may be read again. */
final class TableLines {

  private final BufferedReader reader;
  private final Deque<String> again = new ArrayDeque<>();
  private long next = 1;

  TableLines(Reader reader) {
    this.reader = new BufferedReader(reader);
  }

  /** Returns the number of the line that comes next, counted from 1. */
  long next() {
    return next;
  }

  /** Returns the next line; null behind the last one. */
  String read() throws IOException {
    String line = again.isEmpty() ? fresh() : again.pop();
    if (line != null) {
      next++;
    }
    return line;
  }

  /** Has these, which were read last, read again. */
  void readAgain(List<String> lines) {
    for (int i = lines.size() - 1; i >= 0; i--) {
      again.push(lines.get(i));
      next--;
    }
  }

  private String fresh() throws IOException {
    StringBuilder line = new StringBuilder();
    int c = reader.read();
    while (c >= 0 && c != '\n' && c != '\r') {
      line.append((char) c);
      c = reader.read();
    }
    if (c >= 0) {
      line.append((char) c);
    }
    if (c == '\r') {
      appendLineFeed(line);
    }
    return line.isEmpty() ? null : line.toString();
  }

  private void appendLineFeed(StringBuilder line) throws IOException {
    reader.mark(1);
    if (reader.read() == '\n') {
      line.append('\n');
    } else {
      reader.reset();
    }
  }
}
