package org.threadless.server.config;

import org.threadless.router.config.Secret;

/** Reads a single value, and says what was expected where it is not one of its type. */
final class ScalarReader {

  private final Mistakes mistakes;
  private final Redaction redaction;

  /**
   * @param redaction hears of every value that messages must not have in them
   */
  ScalarReader(Mistakes mistakes, Redaction redaction) {
    this.mistakes = mistakes;
    this.redaction = redaction;
  }

  /** Returns null for a mistake, which is then reported. */
  Object read(Class<?> type, ConfigNode node) {
    if (!(node instanceof ConfigNode.Scalar scalar)) {
      return refuse(type, node, ConfigNode.kind(node));
    }
    if (type == Secret.class) {
      redaction.hideSecret(scalar.text());
    } else {
      redaction.showWritten(scalar);
    }
    return Scalars.read(type, scalar.text())
        .orElseGet(() -> refuse(type, node, "'" + scalar.written() + "'"));
  }

  private Object refuse(Class<?> type, ConfigNode node, String found) {
    mistakes.add(node.place(), "must be " + Scalars.expected(type) + ", and is " + found);
    return null;
  }
}
