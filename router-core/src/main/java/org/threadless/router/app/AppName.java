package org.threadless.router.app;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The name that an app is configured under. An app may have it injected.
 *
 * @param value as in the configuration's list of apps; never null
 */
public record AppName(String value) {

  // As plugins are called.
  private static final Pattern FORM = Pattern.compile("[a-z0-9-]{1,50}");

  /** Refuses null. */
  public AppName {
    Objects.requireNonNull(value, "value");
  }

  /**
   * Returns the name of an app that somebody has written, be there such an app or not.
   *
   * @throws IllegalArgumentException where none can be called so; its message goes on after the
   *     name of the field
   */
  public static AppName parse(String written) {
    if (!FORM.matcher(written).matches()) {
      throw new IllegalArgumentException(
          "must be the name of an app: 1 to 50 small letters, digits and -");
    }
    return new AppName(written);
  }

  @Override
  public String toString() {
    return value;
  }
}
