package org.threadless.storage.write.value;

/** Makes texts that we did not check on their way in fit for any database. */
public final class Storable {

  private Storable() {}

  /**
   * Returns the text without U+0000, which PostgreSQL refuses. What gateways and exceptions say is
   * kept for people to read; that character is nothing to read.
   */
  public static String text(String value) {
    return value == null || value.indexOf('\0') < 0 ? value : value.replace('\0', '\uFFFD');
  }
}
