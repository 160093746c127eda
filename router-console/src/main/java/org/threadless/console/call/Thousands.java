package org.threadless.console.call;

import java.util.Locale;

/** Numbers as pages show them. */
public final class Thousands {

  private Thousands() {}

  /** Returns a number with commas: {@code 12,345}. */
  public static String of(long number) {
    return String.format(Locale.ENGLISH, "%,d", number);
  }

  /** Returns a number and what it counts: {@code 1 message}, {@code 12,345 messages}. */
  public static String of(long number, String one, String many) {
    return of(number) + " " + (number == 1 ? one : many);
  }
}
