package org.threadless.http.server.site;

import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.threadless.http.response.Answers;

/**
 * Refuses what a page of another site makes a browser ask for. What is no browser is let through,
 * and may call a gateway's URL by any name: a message must not be lost for the sake of a rule that
 * is about browsers.
 */
public final class SiteHandler extends Handler.Wrapper {

  private static final String SITE = "Sec-Fetch-Site";
  private static final String MODE = "Sec-Fetch-Mode";

  // "none" is what a person has typed or opened by a bookmark (W3C, Fetch Metadata).
  private static final Set<String> OWN_SITES = Set.of("same-origin", "none");
  private static final Set<String> READING =
      Set.of(HttpMethod.GET.asString(), HttpMethod.HEAD.asString());

  private final HostNames names;
  private final boolean pages;

  /**
   * @param pages whether people look at what is there: it must then be asked for by a name of ours,
   *     and links of other sites may lead to it
   */
  public SiteHandler(HostNames names, boolean pages, Handler handler) {
    super(handler);
    this.names = names;
    this.pages = pages;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if ((pages || isFromBrowser(request)) && !names.isMeant(request)) {
      Answers.line(response, callback, 421, "http.public-url does not name this host");
    } else if (isFromAnotherSite(request) && !(pages && isVisit(request))) {
      Answers.line(response, callback, 403, "a page of another site may not do this");
    } else {
      return super.handle(request, response, callback);
    }
    return true;
  }

  private static boolean isFromBrowser(Request request) {
    HttpFields headers = request.getHeaders();
    return headers.contains(SITE)
        || headers.contains(HttpHeader.ORIGIN)
        || headers.contains(HttpHeader.REFERER);
  }

  private boolean isFromAnotherSite(Request request) {
    String site = request.getHeaders().get(SITE);
    if (site != null) {
      return !OWN_SITES.contains(site);
    }
    String origin = request.getHeaders().get(HttpHeader.ORIGIN);
    return origin != null && !names.isOrigin(origin, request);
  }

  // A link that a person follows; the other site sees nothing of what comes.
  private static boolean isVisit(Request request) {
    return READING.contains(request.getMethod())
        && "navigate".equals(request.getHeaders().get(MODE));
  }
}
