package org.threadless.backend.kannel.text;

import java.nio.charset.Charset;
import org.threadless.router.text.Coding;

/** What becomes of a text that is to be sent. */
public sealed interface OutgoingText {

  /**
   * It can be sent.
   *
   * @param text all of it can be written in charset and coding
   * @param charset for the request; Kannel makes of it what the coding says
   * @param coding for the way to the phone
   */
  public record Sendable(String text, Charset charset, Coding coding) implements OutgoingText {

    /** Returns Kannel's number of the coding. */
    public int codingNumber() {
      return coding == Coding.GSM_7 ? 0 : 2;
    }

    /** Returns the text as it stands in a query. */
    public String encoded() {
      return UrlBytes.encode(text.getBytes(charset));
    }
  }

  /**
   * It cannot be sent as the settings ask.
   *
   * @param reason one line for people
   */
  public record Unsendable(String reason) implements OutgoingText {}
}
