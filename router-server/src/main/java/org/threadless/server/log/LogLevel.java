package org.threadless.server.log;

import ch.qos.logback.classic.Level;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How much of a logger is logged. */
public enum LogLevel {
  /** All, with the texts and the numbers of people, which no other level shows. */
  TRACE,
  /** Each call of an app or a backend. */
  DEBUG,
  /** What somebody may want to know. */
  INFO,
  /** What may be wrong. */
  WARN,
  /** What is wrong. */
  ERROR,
  /** Nothing. */
  OFF;

  /** Returns the level of that name, in any case; empty where there is none. */
  public static Optional<LogLevel> named(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return Stream.of(values()).filter(each -> each.name().equals(upper)).findFirst();
  }

  Level level() {
    return Level.toLevel(name());
  }
}
