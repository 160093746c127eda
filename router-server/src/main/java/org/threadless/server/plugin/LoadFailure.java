package org.threadless.server.plugin;

import java.util.ServiceConfigurationError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.threadless.router.loop.Tellable;

/** Says in one line why a plugin's classes cannot be used. */
final class LoadFailure {

  // Of UnsupportedClassVersionError; class files of Java 17 have version 61, and so on.
  private static final Pattern VERSION = Pattern.compile("(\\S+) .*class file version (\\d+)\\..*");
  private static final int BEFORE_JAVA_1 = 44;

  private LoadFailure() {}

  /** Names the class, and what is wrong with it. */
  static String reason(Error e) {
    if (e instanceof UnsupportedClassVersionError) {
      return newerJava(oneLine(e.getMessage()));
    }
    // "Could not initialize class ..." is of the same type, and is another thing.
    if (e instanceof NoClassDefFoundError && !e.getMessage().contains(" ")) {
      return "the class " + oneLine(e.getMessage()).replace('/', '.') + " is missing";
    }
    if (e instanceof ServiceConfigurationError) {
      return oneLine(e.getMessage()) + (e.getCause() == null ? "" : ": " + cause(e.getCause()));
    }
    return Tellable.line(e);
  }

  static String oneLine(Object text) {
    return text.toString().lines().map(String::strip).collect(Collectors.joining(" "));
  }

  private static String cause(Throwable cause) {
    return cause instanceof LinkageError linkage ? reason(linkage) : Tellable.line(cause);
  }

  private static String newerJava(String message) {
    Matcher version = VERSION.matcher(message);
    if (!version.matches()) {
      return message;
    }
    return version.group(1).replace('/', '.')
        + " is compiled for Java "
        + (Integer.parseInt(version.group(2)) - BEFORE_JAVA_1)
        + ", and this is Java "
        + Runtime.version().feature();
  }
}
