package org.threadless.api.call;

import jakarta.inject.Inject;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.threadless.http.caller.Callers;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.engine.access.token.Access;
import org.threadless.router.engine.access.token.Token;

/** Looks at the tokens that requests show, and where those come from. */
public final class ShownTokens {

  private final Access access;
  private final Callers callers;

  @Inject
  ShownTokens(Access access, Callers callers) {
    this.access = access;
    this.callers = callers;
  }

  /** Returns whether a request shows a valid token, and counts nothing. */
  public boolean isValid(Request request) {
    try {
      return headers(request).size() == 1 && access.isValid(shown(request), address(request));
    } catch (StoreUnavailableException e) {
      // Nobody knows. It is told so when it is answered, and needs no body for that.
      return false;
    }
  }

  /**
   * Returns the token that a request shows.
   *
   * @throws ProblemException where it shows none that is valid, or comes too often
   */
  Token token(Request request) {
    if (headers(request).size() > 1) {
      throw new ProblemException(
          Problem.of(400, "Authorization: is there several times; send it once"));
    }
    Access.Answer answer = access.answer(shown(request), address(request));
    if (answer instanceof Access.Refusal refusal) {
      throw refused(refusal);
    }
    return ((Access.Granted) answer).token();
  }

  private static ProblemException refused(Access.Refusal refusal) {
    return refusal instanceof Access.TooMany tooMany
        ? new ProblemException(
            Problem.of(429, tooMany.reason()),
            Map.of(HttpHeader.RETRY_AFTER, Long.toString(tooMany.retryAfter())),
            tooMany.forLog())
        : new ProblemException(
            Problem.of(401, refusal.reason()),
            Map.of(HttpHeader.WWW_AUTHENTICATE, ((Access.Denied) refusal).challenge()),
            refusal.forLog());
  }

  private static Optional<String> shown(Request request) {
    return headers(request).stream().findFirst().map(HttpField::getValue);
  }

  private static List<HttpField> headers(Request request) {
    return request.getHeaders().getFields(HttpHeader.AUTHORIZATION);
  }

  // Where nobody knows, all of them are one.
  private InetAddress address(Request request) {
    return callers.caller(request).orElseGet(InetAddress::getLoopbackAddress);
  }
}
