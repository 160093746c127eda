package org.threadless.http.response;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Tells browsers what a page of ours may do, and that other sites have no part in it: scripts,
 * style sheets and images come from files of this server alone, and none of them stands in the
 * page.
 */
public final class SecurityHeadersHandler extends Handler.Wrapper {

  private static final HttpField[] HEADERS = {
    new PreEncodedHttpField(
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"),
    new PreEncodedHttpField("X-Content-Type-Options", "nosniff"),
    // For browsers that do not know frame-ancestors.
    new PreEncodedHttpField("X-Frame-Options", "DENY"),
    // Not "no-referrer": browsers would then send "Origin: null" with our own forms.
    new PreEncodedHttpField("Referrer-Policy", "same-origin"),
    new PreEncodedHttpField("Cross-Origin-Opener-Policy", "same-origin"),
    new PreEncodedHttpField("Cross-Origin-Resource-Policy", "same-origin"),
  };

  /** Does so with all that this handler answers. */
  public SecurityHeadersHandler(Handler handler) {
    super(handler);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    for (HttpField header : HEADERS) {
      response.getHeaders().put(header);
    }
    return super.handle(request, response, callback);
  }
}
