package org.threadless.metrics.meter;

import java.util.Locale;

/** How things are named in labels. */
final class Names {

  /** Backends that are not configured any more, together; no backend can have this name. */
  static final String OTHER = "(other)";

  /** Where there is no backend. */
  static final String NONE = "(none)";

  private Names() {}

  /** Returns the value of a label that stands for one of an enum. */
  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
