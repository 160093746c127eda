package org.threadless.backend.http.outgoing.settings;

import java.util.Set;

/** The names by which templates know what every message has. */
public final class MessageNames {

  /** Whom it goes to. */
  public static final String TO = "to";

  /** What it says. */
  public static final String TEXT = "text";

  /** The same as UTF-16BE, in hexadecimal digits. */
  public static final String UTF16 = "text-utf16-hex";

  /** Our id of it. */
  public static final String ID = "message-id";

  /** Where the gateway is to report on it. */
  public static final String REPORT_URL = "report-url";

  /** For how many seconds it is of use. */
  public static final String VALID_SECONDS = "valid-seconds";

  /** For how many minutes it is of use. */
  public static final String VALID_MINUTES = "valid-minutes";

  /** Until when it is of use. */
  public static final String VALID_UNTIL = "valid-until";

  static final Set<String> ALL =
      Set.of(TO, TEXT, UTF16, ID, REPORT_URL, VALID_SECONDS, VALID_MINUTES, VALID_UNTIL);

  private MessageNames() {}
}
