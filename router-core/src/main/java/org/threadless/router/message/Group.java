package org.threadless.router.message;

import java.util.Objects;
import java.util.UUID;
import org.threadless.router.text.AnyCase;

/**
 * Contacts that get a message together, as the group is known at one moment.
 *
 * @param id a UUIDv7
 * @param name 1 to {@value #MAX_NAME_LENGTH} characters, none of them a control character or a
 *     semicolon, which stands between the names of groups; compared without case
 * @param members how many there are
 */
public record Group(UUID id, String name, int members) {

  /** The longest name, in characters (UTF-16 units). */
  public static final int MAX_NAME_LENGTH = 100;

  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException where it is none; its message says what is wrong
   */
  public Group {
    Objects.requireNonNull(id, "id");
    checkName(name);
  }

  /** Returns what all spellings have in common that are the name of the same group. */
  public static String compared(String name) {
    checkName(name);
    return AnyCase.of(name);
  }

  /**
   * Refuses what is no name of a group. The message of the exception goes on after the name of the
   * field.
   */
  public static String requireName(String name) {
    Texts.requireName(name, MAX_NAME_LENGTH);
    if (name.indexOf(';') >= 0) {
      throw new IllegalArgumentException(
          "must not hold a semicolon, which stands between two names");
    }
    return name;
  }

  private static void checkName(String name) {
    try {
      String unused = requireName(name);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("the name of a group " + e.getMessage(), e);
    }
  }
}
