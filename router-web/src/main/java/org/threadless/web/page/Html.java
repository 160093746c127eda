package org.threadless.web.page;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/** Answers browsers. */
public final class Html {

  private Html() {}

  /** Answers with HTML that was rendered now and is not to be kept. */
  public static void send(Response response, Callback callback, int status, String html) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/html; charset=UTF-8");
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    Content.Sink.write(response, true, html, callback);
  }

  /**
   * Leads a browser elsewhere.
   *
   * @param status 302 to what was asked for, 303 to what is to be seen after a POST
   * @param path absolute and percent-encoded; Jetty's own redirect takes none with {@code %2F}
   */
  public static void redirect(Response response, Callback callback, int status, String path) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.LOCATION, path);
    response.write(true, BufferUtil.EMPTY_BUFFER, callback);
  }

  /** Returns whether a script of the page asks, which puts the answer into the page. */
  public static boolean isFragmentAskedFor(Request request) {
    // The second is what htmx sends.
    return "page".equals(request.getHeaders().get("X-Requested-With"))
        || "true".equals(request.getHeaders().get("HX-Request"));
  }
}
