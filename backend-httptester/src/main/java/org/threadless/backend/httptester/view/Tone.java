package org.threadless.backend.httptester.view;

import java.util.Locale;

/** How a status is coloured. */
public enum Tone {
  /** Something is still to come. */
  WAITING,
  /** All went as it should. */
  DONE,
  /** Somebody said no. */
  STOPPED,
  /** It went wrong. */
  FAILED;

  /** Returns the class that style sheets know it by. */
  public String css() {
    return name().toLowerCase(Locale.ROOT);
  }
}
