package org.threadless.http.response;

import java.util.Optional;
import org.eclipse.jetty.server.Request;
import org.threadless.router.text.Printable;

/**
 * Why a request, or a part of it, was not taken: who answers says it ({@link Answers}), for who
 * tells of such requests.
 *
 * @param kind what is told of together, whatever the numbers in it are
 * @param text in words for the log
 */
public record RefusalReason(String kind, String text) {

  private static final String ATTRIBUTE = RefusalReason.class.getName();
  private static final int LONGEST = 200;

  /** Cuts both. */
  public RefusalReason {
    kind = Printable.of(kind, LONGEST).replaceAll("[0-9]+", "0");
    text = Printable.of(text, LONGEST);
  }

  /** Returns one whose kind is the text. */
  public static RefusalReason of(String text) {
    return new RefusalReason(text, text);
  }

  /** Returns what was said of a request; empty where nothing was. */
  public static Optional<RefusalReason> of(Request request) {
    return Optional.ofNullable((RefusalReason) request.getAttribute(ATTRIBUTE));
  }

  void attachTo(Request request) {
    request.setAttribute(ATTRIBUTE, this);
  }
}
