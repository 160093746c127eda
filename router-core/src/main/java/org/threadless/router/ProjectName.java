package org.threadless.router;

import java.util.Objects;

/**
 * The configuration's {@code project-name}, for texts that apps send.
 *
 * @param value never null
 */
public record ProjectName(String value) {

  /** Refuses null. */
  public ProjectName {
    Objects.requireNonNull(value, "value");
  }

  @Override
  public String toString() {
    return value;
  }
}
