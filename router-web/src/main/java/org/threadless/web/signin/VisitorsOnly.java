package org.threadless.web.signin;

import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.threadless.http.Answers;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.web.page.Html;

/**
 * Lets only those pass who are signed in; {@link Visitor#of} says who they are. A page that
 * somebody else opens leads to the one to sign in, and back from there; all else is answered 401.
 *
 * <p>Whoever follows a link of another site is perhaps signed in, but their browser does not show
 * it at first ({@code SameSite=Strict}). They get a page that asks for the same again, which is
 * then asked by this site.
 */
public final class VisitorsOnly extends Handler.Wrapper {

  private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET);
  private static final Set<String> OTHER_SITES = Set.of("cross-site", "same-site");

  private final Visitors visitors;

  /** Lets them pass to this handler. */
  public VisitorsOnly(Visitors visitors, Handler handler) {
    super(handler);
    this.visitors = visitors;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    try {
      visitors.of(request).ifPresent(visitor -> visitor.isBehind(request));
    } catch (StoreUnavailableException e) {
      Answers.tryAgainLater(response, callback, "nobody can be let in now: the database is away");
      return true;
    }
    if (Visitor.of(request).isPresent()) {
      return super.handle(request, response, callback);
    }
    lead(request, response, callback);
    return true;
  }

  private static void lead(Request request, Response response, Callback callback) {
    if (!isPage(request)) {
      response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Cookie");
      Answers.line(response, callback, 401, "sign in at " + SignInPages.PATH);
    } else if (isFromAnotherSite(request)) {
      SignInPages.onward(SitePath.of(request), response, callback);
    } else {
      Html.redirect(response, callback, 302, SignInPages.leadingTo(SitePath.of(request)));
    }
  }

  private static boolean isPage(Request request) {
    String accepted = request.getHeaders().get(HttpHeader.ACCEPT);
    return Answers.isTaken(request, READING)
        && accepted != null
        && accepted.contains("text/html")
        && !Html.isFragmentAskedFor(request);
  }

  private static boolean isFromAnotherSite(Request request) {
    String site = request.getHeaders().get("Sec-Fetch-Site");
    return site != null && OTHER_SITES.contains(site);
  }
}
