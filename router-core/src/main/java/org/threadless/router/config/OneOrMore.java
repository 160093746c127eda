package org.threadless.router.config;

import java.util.List;

/**
 * A setting that is written as one value or as a list of them.
 *
 * @param all the values, in the order of the file; never empty
 */
public record OneOrMore<T>(List<T> all) {

  /** Copies the list, and refuses an empty one. */
  public OneOrMore {
    all = List.copyOf(all);
    if (all.isEmpty()) {
      throw new IllegalArgumentException("must have one value at least");
    }
  }

  /** Returns it with a single value. */
  public static <T> OneOrMore<T> of(T one) {
    return new OneOrMore<>(List.of(one));
  }
}
