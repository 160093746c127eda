package org.threadless.router.text;

import java.util.regex.Pattern;

/**
 * A reason as it may be shown. Backends keep secrets out of theirs, but what an exception says is
 * not theirs: often the URL that it was about.
 *
 * @param text the reason; of a URL in it neither the user nor the values of its query are kept
 */
public record Masked(String text) {

  private static final Pattern PARAMETER = Pattern.compile("([?&][^=&\\s]{1,100}=)[^&\\s]*");
  private static final Pattern USER = Pattern.compile("//[^/@\\s]{1,200}@");

  /** Masks the text. */
  public Masked {
    text = PARAMETER.matcher(text).replaceAll("$1***");
    text = USER.matcher(text).replaceAll("//***@");
  }

  @Override
  public String toString() {
    return text;
  }
}
