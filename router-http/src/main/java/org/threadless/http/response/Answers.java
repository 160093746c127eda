package org.threadless.http.response;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The plain answers that every backend gives alike. Each completes the callback. */
public final class Answers {

  /** How long a caller is asked to wait after a 503 (RFC 9110, 10.2.3). */
  public static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private Answers() {}

  /** Answers with one line of plain text, without a line end. */
  public static void line(Response response, Callback callback, int status, String line) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=UTF-8");
    because(response, line);
    Content.Sink.write(response, true, line, callback);
  }

  /** Says why a request is answered 4xx, for the log, where the answer is no line of text. */
  public static void because(Response response, String reason) {
    if (isRefusal(response.getStatus())) {
      lost(response, reason);
    }
  }

  /** Says what of a request was not taken, for the log, whatever its status tells the caller. */
  public static void lost(Response response, String reason) {
    RefusalReason.of(reason).attachTo(response.getRequest());
  }

  /**
   * The same where the reason shows something of what came: of a kind, be they never so different,
   * there is one line a minute for each backend.
   */
  public static void lost(Response response, String kind, String reason) {
    new RefusalReason(kind, reason).attachTo(response.getRequest());
  }

  /** Says that a request is refused because of who sent it. */
  public static void denied(Request request) {
    CallerVerdict.DENIED.attachTo(request);
  }

  /**
   * Says that a token of ours lets a request in, or does not: whether the gateway could bring
   * anything else is not known by that.
   */
  public static void byToken(Request request) {
    CallerVerdict.BY_TOKEN.attachTo(request);
  }

  /** Returns why a request, or a part of it, was not taken; empty where it was, all of it. */
  public static Optional<String> reason(Request request) {
    return RefusalReason.of(request).map(RefusalReason::text);
  }

  /** Returns whether a status says that a request was not taken because of what it is: 4xx. */
  public static boolean isRefusal(int status) {
    return status >= 400 && status < 500;
  }

  /** Returns whether a method is one of these; HEAD is where GET is (RFC 9110, 9.3.2). */
  public static boolean isTaken(Request request, Set<HttpMethod> methods) {
    String asked = HttpMethod.HEAD.is(request.getMethod()) ? "GET" : request.getMethod();
    return methods.stream().anyMatch(method -> method.is(asked));
  }

  /** Answers 405 and names the methods that are allowed (RFC 9110, 15.5.6). */
  public static void methodNotAllowed(
      Response response, Callback callback, Set<HttpMethod> allowed) {
    String names =
        allowed.stream().map(HttpMethod::asString).sorted().collect(Collectors.joining(", "));
    response.getHeaders().put(HttpHeader.ALLOW, names);
    line(response, callback, 405, "use " + names);
  }

  /** Answers 503: nothing was stored, and the same may be sent again after a while. */
  public static void tryAgainLater(Response response, Callback callback, String line) {
    response.getHeaders().put(HttpHeader.RETRY_AFTER, RETRY_AFTER.toSeconds());
    line(response, callback, 503, line);
  }
}
