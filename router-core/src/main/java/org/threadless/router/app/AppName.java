package org.threadless.router.app;

import java.util.Objects;

/**
 * The name that an app is configured under. An app may have it injected.
 *
 * @param value as in the configuration's list of apps; never null
 */
public record AppName(String value) {

  /** Refuses null. */
  public AppName {
    Objects.requireNonNull(value, "value");
  }

  @Override
  public String toString() {
    return value;
  }
}
