package org.threadless.server.config.text;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The configuration cannot be used. The message has one line per mistake, by line of the file, and
 * is meant to be printed as it is, without a stack trace.
 */
public final class ConfigException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Mistake> mistakes;

  /** Tells of mistakes, of which there is one at least. */
  public ConfigException(List<Mistake> mistakes) {
    super(mistakes.stream().map(Mistake::toString).collect(Collectors.joining("\n")));
    this.mistakes = List.copyOf(mistakes);
  }

  /** Returns every mistake, by line. */
  public List<Mistake> mistakes() {
    return mistakes;
  }
}
