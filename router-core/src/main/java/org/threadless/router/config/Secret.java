package org.threadless.router.config;

import java.util.Objects;

/**
 * A configured value that nobody may read in a log, an error message or a page: a password, a
 * token.
 *
 * <p>A configuration record declares the component as {@code Secret}; whoever needs the value asks
 * for it with {@link #reveal()}, which is easy to find in a review.
 */
public final class Secret {

  private final String value;

  /**
   * @param value what is kept secret; never null, may be empty
   */
  public Secret(String value) {
    this.value = Objects.requireNonNull(value, "value");
  }

  /** Returns the value itself. Hand it to the one place that needs it, and keep it nowhere. */
  public String reveal() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && value.equals(secret.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  /** Returns {@code ***}, whatever the value is. */
  @Override
  public String toString() {
    return "***";
  }
}
