package org.threadless.backend.httptester;

import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.threadless.http.Answers;

/**
 * Sends a browser that asks for the backend's own URL to a phone with a number made up for it. A
 * POST there is a message, and left to the next handler.
 */
final class RandomPhoneHandler extends Handler.Abstract.NonBlocking {

  private static final int LOWEST = 111_111;
  private static final int HIGHEST = 999_999;

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String path = Request.getPathInContext(request);
    boolean root = path == null || path.length() < 2;
    if (!root || HttpMethod.POST.is(request.getMethod())) {
      return false;
    }
    if (HttpMethod.GET.is(request.getMethod())) {
      Response.sendRedirect(request, response, callback, phone(request));
    } else {
      Answers.methodNotAllowed(response, callback, Set.of(HttpMethod.GET, HttpMethod.POST));
    }
    return true;
  }

  private static String phone(Request request) {
    int identity = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST + 1);
    return Request.getContextPath(request) + "/" + identity + "/";
  }
}
