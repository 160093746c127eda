package org.threadless.backend.httptester;

import java.net.URI;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.threadless.http.Answers;

/**
 * Keeps other sites out: tells browsers what a page of ours may do, and refuses what a page of
 * another site makes them send. What is no browser is let through.
 */
final class SafetyHandler extends Handler.Wrapper {

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

  // "none" is what a person has typed or opened by a bookmark (W3C, Fetch Metadata).
  private static final Set<String> OWN_SITES = Set.of("same-origin", "none");
  private static final Set<String> READING =
      Set.of(HttpMethod.GET.asString(), HttpMethod.HEAD.asString());

  SafetyHandler(Handler handler) {
    super(handler);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    for (HttpField header : HEADERS) {
      response.getHeaders().put(header);
    }
    if (!READING.contains(request.getMethod()) && isFromAnotherSite(request)) {
      Answers.line(response, callback, 403, "a page of another site may not send messages here");
      return true;
    }
    return super.handle(request, response, callback);
  }

  private static boolean isFromAnotherSite(Request request) {
    HttpFields headers = request.getHeaders();
    String site = headers.get("Sec-Fetch-Site");
    if (site != null) {
      return !OWN_SITES.contains(site);
    }
    String origin = headers.get(HttpHeader.ORIGIN);
    return origin != null && !isOf(origin, headers.get(HttpHeader.HOST));
  }

  // The scheme is left out: a proxy in front may speak HTTPS where we speak HTTP.
  private static boolean isOf(String origin, String host) {
    try {
      String authority = URI.create(origin).getAuthority();
      return authority != null && authority.equalsIgnoreCase(host);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
