package org.threadless.router.config;

import java.util.Objects;

/**
 * A setting has a value that cannot be used. Thrown by the compact constructor of a configuration
 * record, through {@link Settings}; whoever reads the configuration adds file and line.
 */
public final class InvalidSettingException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final String component;
  private final String problem;

  /**
   * @param component the name of the record component, as it is in Java ({@code poolSize})
   * @param problem what is wrong and what was expected, as the rest of a sentence that starts with
   *     the key ({@code must be from 1 to 1000, and is 0}); must not hold a secret
   */
  public InvalidSettingException(String component, String problem) {
    super(component + " " + problem);
    this.component = Objects.requireNonNull(component, "component");
    this.problem = Objects.requireNonNull(problem, "problem");
  }

  /** Returns the name of the record component, as it is in Java. */
  public String component() {
    return component;
  }

  /** Returns what is wrong, without the key. */
  public String problem() {
    return problem;
  }
}
