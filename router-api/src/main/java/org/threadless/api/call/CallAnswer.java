package org.threadless.api.call;

import java.io.IOException;
import java.io.Writer;

/** What a call is answered. */
public sealed interface CallAnswer {

  /**
   * A JSON object.
   *
   * @param status of HTTP
   * @param body a record, or what else becomes an object
   */
  record Json(int status, Object body) implements CallAnswer {}

  /** JSON that is written already. */
  record Written(int status, String json) implements CallAnswer {}

  /** 204: it is done, and there is nothing to be said. */
  record Done() implements CallAnswer {}

  /** A table, which is written as it is read. */
  record Table(Rows rows) implements CallAnswer {}

  /** Writes the rows of a table. */
  @FunctionalInterface
  interface Rows {

    void write(Writer to) throws IOException;
  }

  static CallAnswer ok(Object body) {
    return new Json(200, body);
  }

  static CallAnswer done() {
    return new Done();
  }
}
