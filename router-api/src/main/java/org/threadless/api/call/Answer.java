package org.threadless.api.call;

import java.io.IOException;
import java.io.Writer;

/** What a call is answered. */
public sealed interface Answer {

  /**
   * A JSON object.
   *
   * @param status of HTTP
   * @param body a record, or what else becomes an object
   */
  record Json(int status, Object body) implements Answer {}

  /** JSON that is written already. */
  record Written(int status, String json) implements Answer {}

  /** 204: it is done, and there is nothing to be said. */
  record Done() implements Answer {}

  /** A table, which is written as it is read. */
  record Table(Rows rows) implements Answer {}

  /** Writes the rows of a table. */
  @FunctionalInterface
  interface Rows {

    void write(Writer to) throws IOException;
  }

  static Answer ok(Object body) {
    return new Json(200, body);
  }

  static Answer done() {
    return new Done();
  }
}
