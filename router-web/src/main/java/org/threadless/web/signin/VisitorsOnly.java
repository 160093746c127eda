package org.threadless.web.signin;

import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.threadless.http.response.Answers;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.engine.access.user.Role;
import org.threadless.web.page.Html;
import org.threadless.web.page.SitePath;
import org.threadless.web.signin.visitor.Visitor;
import org.threadless.web.signin.visitor.Visitors;

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
  private static final String NO_CONSOLE =
      "one has to be signed in here, which is done in the console: its section is missing in the"
          + " configuration";
  private static final Set<String> OTHER_SITES = Set.of("cross-site", "same-site");

  private final Visitors visitors;
  private final Role least;

  /** Lets all of them pass to this handler, which asks for their role itself. */
  public VisitorsOnly(Visitors visitors, Handler handler) {
    this(visitors, Role.READER, handler);
  }

  /** Lets those of them pass to this handler who may do what this role may. */
  public VisitorsOnly(Visitors visitors, Role least, Handler handler) {
    super(handler);
    this.visitors = visitors;
    this.least = least;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    try {
      visitors.of(request).ifPresent(visitor -> visitor.isBehind(request));
    } catch (StoreUnavailableException e) {
      Answers.tryAgainLater(response, callback, "nobody can be let in now: the database is away");
      return true;
    }
    Optional<Visitor> visitor = Visitor.of(request);
    if (visitor.isEmpty()) {
      lead(request, response, callback);
    } else if (!visitor.get().role().includes(least)) {
      Answers.line(response, callback, 403, "this takes the role " + least.written());
    } else {
      return super.handle(request, response, callback);
    }
    return true;
  }

  private void lead(Request request, Response response, Callback callback) {
    if (!visitors.canSignIn()) {
      Answers.line(response, callback, 403, NO_CONSOLE);
    } else if (!isPage(request)) {
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
