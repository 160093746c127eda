package org.threadless.router.backend;

import java.util.Objects;

/**
 * An option of a {@link BackendCommand}: {@code --text TEXT}.
 *
 * @param name its name: {@code [a-z0-9-]}, without the dashes before it
 * @param value what its value is, in a word for the help: {@code TEXT}
 * @param description what it is for, in one line, for the help
 */
public record BackendOption(String name, String value, String description) {

  /** Refuses nulls. */
  public BackendOption {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(description, "description");
  }
}
