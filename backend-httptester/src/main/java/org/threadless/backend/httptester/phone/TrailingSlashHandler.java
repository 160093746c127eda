package org.threadless.backend.httptester.phone;

import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.threadless.http.response.Answers;
import org.threadless.web.page.Html;

/** Adds the slash that was left out after an identity. */
public final class TrailingSlashHandler extends Handler.Abstract.NonBlocking {

  private static final Pattern PATH = Pattern.compile("/[^/]+");

  private static final Set<HttpMethod> GET = Set.of(HttpMethod.GET);

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String path = Request.getPathInContext(request);
    if (path == null || !PATH.matcher(path).matches() || !Answers.isTaken(request, GET)) {
      return false;
    }
    // As it came, so that what is percent-encoded stays so.
    Html.redirect(response, callback, 302, request.getHttpURI().getPath() + "/");
    return true;
  }
}
