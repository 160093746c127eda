package org.threadless.server.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The levels of all loggers: those of {@code conf/logback.xml}, in the place of which those of the
 * configuration stand, and before both those that somebody has set for a while. Safe for any
 * thread.
 */
final class LogLevels {

  // What these log at DEBUG is what is sent and received, with texts and numbers of people in it.
  private static final Set<String> TELLTALES = Set.of("org.eclipse.jetty");

  private final LoggerContext context;
  private final Map<String, Level> ofFile = new HashMap<>();
  private Map<String, LogLevel> configured = Map.of();
  private Map<String, LogLevel> forNow = Map.of();

  /** Takes what is set by now for what {@code conf/logback.xml} says. */
  LogLevels(LoggerContext context) {
    this.context = context;
    for (Logger each : context.getLoggerList()) {
      if (each.getLevel() != null) {
        ofFile.put(each.getName(), each.getLevel());
      }
    }
  }

  /** Lets the levels of a configuration hold, in the place of those of one before. */
  synchronized void configure(LogSettings settings) {
    Map<String, LogLevel> before = configured;
    configured = settings.all();
    apply(before.keySet());
  }

  /** Lets these hold before all others, and those before them no more. */
  synchronized void setForNow(Map<String, LogLevel> levels) {
    Map<String, LogLevel> before = forNow;
    forNow = Map.copyOf(levels);
    apply(before.keySet());
  }

  /** Returns the level that holds for a logger. */
  synchronized String level(String logger) {
    return context.getLogger(logger).getEffectiveLevel().toString();
  }

  private void apply(Set<String> before) {
    Map<String, Level> all = new HashMap<>(ofFile);
    configured.forEach((name, level) -> all.put(name, level.level()));
    forNow.forEach((name, level) -> all.put(name, level.level()));
    Set<String> ended = new HashSet<>(before);
    ended.addAll(TELLTALES);
    ended.removeAll(all.keySet());
    ended.forEach(name -> context.getLogger(name).setLevel(null));
    all.forEach((name, level) -> context.getLogger(name).setLevel(level));
    context.getLoggerList().stream().filter(LogLevels::tellsTales).forEach(LogLevels::quieten);
  }

  private static boolean tellsTales(Logger logger) {
    return TELLTALES.stream()
        .anyMatch(name -> logger.getName().equals(name) || logger.getName().startsWith(name + "."));
  }

  private static void quieten(Logger logger) {
    boolean own = logger.getLevel() != null || TELLTALES.contains(logger.getName());
    if (own && logger.getEffectiveLevel() == Level.DEBUG) {
      logger.setLevel(Level.INFO);
    }
  }
}
