package org.threadless.web.signin;

import gg.jte.Content;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.threadless.http.PublicUrls;
import org.threadless.router.engine.access.audit.Audit;
import org.threadless.router.engine.access.password.Passwords;
import org.threadless.router.engine.access.session.SignIn;
import org.threadless.router.engine.access.user.Invitations;
import org.threadless.router.engine.access.user.Users;
import org.threadless.web.asset.AssetHandler;
import org.threadless.web.asset.Assets;
import org.threadless.web.page.Html;
import org.threadless.web.page.Shell;
import org.threadless.web.page.SitePath;
import org.threadless.web.page.Templates;
import org.threadless.web.signin.oidc.OidcSettings;
import org.threadless.web.signin.visitor.SessionCookie;
import org.threadless.web.signin.visitor.Visitors;

/**
 * The pages by which people sign in and out and set passwords. The endpoint {@code console} serves
 * them, and those of all modules lead there.
 */
@Singleton
public final class SignInPages {

  /** Where somebody signs in. */
  public static final String PATH = "/console/sign-in";

  /** Where somebody signs out, by POST. */
  public static final String SIGN_OUT = "/console/sign-out";

  /** Where somebody changes their own password. */
  public static final String PASSWORD = "/console/password";

  // Where somebody sets a password; what follows is told to nobody else.
  private static final String LINK = "/console/link/";

  private static final Templates TEMPLATES = new Templates(Shell.class);
  private static final Assets ASSETS = new Assets(Assets.class);

  private final Visitors visitors;
  private final SignIn signIn;
  private final Users users;
  private final Invitations invitations;
  private final Passwords passwords;
  private final Audit audit;
  private final SessionCookie cookie;
  private final PublicUrls urls;

  @Inject
  SignInPages(
      Visitors visitors,
      SignIn signIn,
      Users users,
      Invitations invitations,
      Passwords passwords,
      Audit audit,
      SessionCookie cookie,
      PublicUrls urls) {
    this.visitors = visitors;
    this.signIn = signIn;
    this.users = users;
    this.invitations = invitations;
    this.passwords = passwords;
    this.audit = audit;
    this.cookie = cookie;
    this.urls = urls;
  }

  /**
   * Returns what answers at these places, in the context {@code /console}; it leaves all other ones
   * alone. Those who are not signed in can reach it.
   *
   * @param oidc another service that signs people in as well
   */
  public Handler handler(Optional<OidcSettings> oidc) {
    Handler own =
        new Handler.Sequence(
            new AssetHandler(ASSETS),
            new SignInHandler(signIn, visitors, oidc.isPresent()),
            new SignOutHandler(visitors),
            new LinkHandler(invitations, passwords, visitors, audit),
            new OwnPasswordHandler(signIn, users, passwords, visitors, audit));
    return oidc.<Handler>map(
            settings ->
                new Handler.Sequence(new OidcHandler(settings, urls, users, visitors, cookie), own))
        .orElse(own);
  }

  /** Returns whether a request is for one of these places, whose forms are small. */
  public boolean isAt(Request request) {
    String path = request.getHttpURI().getCanonicalPath();
    return path.equals(PATH)
        || path.equals(SIGN_OUT)
        || path.equals(PASSWORD)
        || path.startsWith(LINK);
  }

  /** Returns the path of the page to sign in that leads on to another. */
  static String leadingTo(SitePath page) {
    return PATH + page.query();
  }

  static void send(
      Response response,
      Callback callback,
      int status,
      String title,
      String template,
      Record model) {
    Content body = TEMPLATES.content(template, model);
    Shell page = Shell.of(title, "/console" + ASSETS.folder(), body);
    Html.send(response, callback, status, page.html());
  }

  /** Returns a line that goes on from nothing as people read it. */
  static String sentence(String line) {
    return line.substring(0, 1).toUpperCase(Locale.ROOT) + line.substring(1) + ".";
  }

  /** Answers with a page that asks for another, as this site does. */
  static void onward(SitePath page, Response response, Callback callback) {
    Html.send(response, callback, 200, TEMPLATES.render("onward", new Onward(page.value())));
  }
}
