package org.threadless.backend.httptester.phone;

import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.threadless.backend.httptester.view.Segment;
import org.threadless.http.request.FormReader;
import org.threadless.http.request.IdentityReader;
import org.threadless.http.request.RequestException;
import org.threadless.http.response.Answers;
import org.threadless.router.message.Identity;
import org.threadless.web.page.Html;

/**
 * Sends a browser that asks for the backend's own URL to a phone: that of the query's {@code
 * identity}, or one with a number made up for it. A POST there is a message, and left to the next
 * handler.
 */
public final class PhoneRedirectHandler extends Handler.Abstract.NonBlocking {

  private static final int LOWEST = 111_111;
  private static final int HIGHEST = 999_999;

  private final IdentityReader identities;

  public PhoneRedirectHandler(IdentityReader identities) {
    this.identities = identities;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    if (!isRoot(request) || HttpMethod.POST.is(request.getMethod())) {
      return false;
    }
    if (Answers.isTaken(request, Set.of(HttpMethod.GET))) {
      redirect(request, response, callback);
    } else {
      Answers.methodNotAllowed(response, callback, Set.of(HttpMethod.GET, HttpMethod.POST));
    }
    return true;
  }

  /** Returns whether a request is for the backend's own URL. */
  public static boolean isRoot(Request request) {
    String path = Request.getPathInContext(request);
    return path == null || path.length() < 2;
  }

  /** Returns the path of a phone's page. */
  public static String page(Request request, Identity identity) {
    return Request.getContextPath(request) + "/" + Segment.of(identity) + "/";
  }

  private void redirect(Request request, Response response, Callback callback) {
    try {
      FormReader form = FormReader.of(request);
      boolean named = form.optional("identity").isPresent();
      Identity identity = named ? identities.of(form, "identity") : madeUp();
      Html.redirect(response, callback, 302, page(request, identity));
    } catch (RequestException e) {
      Answers.line(response, callback, e.status(), e.getMessage());
    }
  }

  private static Identity madeUp() {
    int number = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST + 1);
    return new Identity(String.valueOf(number));
  }
}
