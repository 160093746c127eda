package org.threadless.backend.kannel.check;

import java.util.Locale;

/**
 * Something that {@code doctor} has found.
 *
 * @param kind what it means
 * @param line one line for people
 */
record Finding(Kind kind, String line) {

  /** What a finding means. */
  enum Kind {
    /** As it should be. */
    OK,
    /** Messages would be lost or damaged. */
    PROBLEM,
    /** It could not be found out. */
    UNKNOWN
  }

  static Finding ok(String line) {
    return new Finding(Kind.OK, line);
  }

  static Finding problem(String line) {
    return new Finding(Kind.PROBLEM, line);
  }

  static Finding unknown(String line) {
    return new Finding(Kind.UNKNOWN, line);
  }

  @Override
  public String toString() {
    return String.format("%-8s %s", kind.name().toLowerCase(Locale.ROOT), line);
  }
}
