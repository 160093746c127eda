package org.threadless.web.signin;

import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.threadless.http.request.FormReader;
import org.threadless.http.request.RequestException;
import org.threadless.http.response.Answers;
import org.threadless.router.config.Secret;

/** Answers at one place below that of the console. */
abstract class PlaceHandler extends Handler.Abstract {

  private final String place;
  private final Set<HttpMethod> methods;

  /**
   * @param place a path, or the beginning of all whose last part is not told, with a slash at its
   *     end
   * @param methods what can be done there
   */
  PlaceHandler(String place, HttpMethod... methods) {
    this.place = place;
    this.methods = Set.of(methods);
  }

  /**
   * Answers a request, and completes the callback.
   *
   * @throws RequestException where it is none that can be taken
   */
  abstract void answer(Request request, Response response, Callback callback);

  @Override
  public final boolean handle(Request request, Response response, Callback callback) {
    if (rest(request).isEmpty()) {
      return false;
    }
    if (!Answers.isTaken(request, methods)) {
      Answers.methodNotAllowed(response, callback, methods);
      return true;
    }
    if (isLeftOut(request)) {
      Answers.line(response, callback, 413, "the request is larger than 64 KiB");
      return true;
    }
    try {
      answer(request, response, callback);
    } catch (RequestException e) {
      Answers.line(response, callback, e.status(), e.getMessage());
    }
    return true;
  }

  /** Returns what the path has after the place; empty where it is another. */
  final Optional<String> rest(Request request) {
    String path = Optional.ofNullable(Request.getPathInContext(request)).orElse("");
    return path.startsWith(place) && (place.endsWith("/") || path.equals(place))
        ? Optional.of(path.substring(place.length()))
        : Optional.empty();
  }

  /** Returns whether it brought more than it may, of which nothing was kept. */
  private static boolean isLeftOut(Request request) {
    return request.getLength() == 0
        && (request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH) > 0
            || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING));
  }

  static boolean isPost(Request request) {
    return HttpMethod.POST.is(request.getMethod());
  }

  static Secret secret(FormReader form, String field) {
    return new Secret(form.optional(field).orElse(""));
  }
}
