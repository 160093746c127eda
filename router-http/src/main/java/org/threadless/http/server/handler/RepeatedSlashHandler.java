package org.threadless.http.server.handler;

import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Takes several slashes in a path for one: whoever puts a URL together often has one too many. */
public final class RepeatedSlashHandler extends Handler.Wrapper {

  private static final Pattern SEVERAL = Pattern.compile("/{2,}");

  /** Does so with all that this handler is given. */
  public RepeatedSlashHandler(Handler handler) {
    super(handler);
  }

  /** Returns a path without the slashes that are too many. */
  public static String single(String path) {
    return path.contains("//") ? SEVERAL.matcher(path).replaceAll("/") : path;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String path = request.getHttpURI().getPath();
    if (path == null || !path.contains("//")) {
      return super.handle(request, response, callback);
    }
    HttpURI uri = HttpURI.build(request.getHttpURI()).path(single(path)).asImmutable();
    return super.handle(Request.serveAs(request, uri), response, callback);
  }
}
