package org.threadless.server.config.record;

import java.util.Optional;
import org.threadless.router.config.PresetSetting;
import org.threadless.router.config.Secret;
import org.threadless.server.config.text.ConfigNode;
import org.threadless.server.config.text.Mistakes;

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
    Optional<ValueOf> own = ValueOf.of(type);
    if (own.isPresent()) {
      return readBy(own.get(), type, scalar);
    }
    return Scalars.read(type, scalar.text())
        .orElseGet(() -> refuse(type, node, "'" + scalar.written() + "'"));
  }

  /** Reads the value of a setting that a preset declares, of which it is known to be right. */
  PresetSetting read(ConfigNode.PresetValue given) {
    String text = given.value().text();
    if (given.secret()) {
      redaction.hideSecret(text);
    } else {
      redaction.showWritten(given.value());
    }
    return new PresetSetting(Optional.of(new Secret(text)), given.secret(), given.number());
  }

  private Object readBy(ValueOf own, Class<?> type, ConfigNode.Scalar scalar) {
    try {
      return own.read(scalar.text());
    } catch (RuntimeException e) {
      Optional<String> problem = ValueOf.problem(e);
      // What it says may have a part of the value in it, which nobody could find and hide.
      if (problem.isPresent() && scalar.text().equals(scalar.written())) {
        mistakes.add(scalar.place(), redaction.apply(problem.get()));
        return null;
      }
      return refuse(type, scalar, "'" + scalar.written() + "'");
    }
  }

  private Object refuse(Class<?> type, ConfigNode node, String found) {
    mistakes.add(node.place(), "must be " + Scalars.expected(type) + ", and is " + found);
    return null;
  }
}
