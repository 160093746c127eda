package org.threadless.router.engine.access.user;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What somebody who is signed in may do: each role may do what those before it may. */
public enum Role {
  /** See messages, people, and how things are. */
  READER,
  /** Send, and change what is about messages, people and backends. */
  OPERATOR,
  /** Say who may come in, people and programs, and see who did what. */
  ADMIN;

  /** Returns whether it may do all that another may. */
  public boolean includes(Role other) {
    return compareTo(other) >= 0;
  }

  /** Returns it as it is written: {@code reader}. */
  public String written() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException where there is none of that name; its message lists all
   */
  public static Role of(String written) {
    return Arrays.stream(values())
        .filter(role -> role.written().equals(written))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("is no role: " + written + "; roles: " + all()));
  }

  private static String all() {
    return Arrays.stream(values()).map(Role::written).collect(Collectors.joining(", "));
  }
}
