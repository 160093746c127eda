package org.threadless.router.text;

/** What strangers have sent, for a line of the log: nothing in it is unseen, and it is not long. */
public final class Printable {

  private Printable() {}

  /** Returns the beginning of a text, with a question mark for whatever cannot be seen. */
  public static String of(String text, int longest) {
    String printable = text.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
    return printable.substring(0, Math.min(printable.length(), longest));
  }
}
