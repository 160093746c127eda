package org.threadless.http.response;

import java.util.Optional;
import org.eclipse.jetty.server.Request;

/**
 * What a request tells about who calls, where that is not for its status to say: who answers says
 * it ({@link Answers}), for who tells of callers that are locked out.
 */
public enum CallerVerdict {
  /** It was refused because of who sent it. */
  DENIED,
  /** A token of ours let it in, or did not. */
  BY_TOKEN;

  private static final String ATTRIBUTE = CallerVerdict.class.getName();

  /** Returns what was said of a request; empty where nothing was. */
  public static Optional<CallerVerdict> of(Request request) {
    return Optional.ofNullable((CallerVerdict) request.getAttribute(ATTRIBUTE));
  }

  void attachTo(Request request) {
    request.setAttribute(ATTRIBUTE, this);
  }
}
