package org.threadless.web.signin;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.http.PublicUrls;
import org.threadless.http.request.FormReader;
import org.threadless.http.response.Answers;
import org.threadless.router.engine.access.user.AccessException;
import org.threadless.router.engine.access.user.ProviderSubject;
import org.threadless.router.engine.access.user.Role;
import org.threadless.router.engine.access.user.User;
import org.threadless.router.engine.access.user.UserName;
import org.threadless.router.engine.access.user.Users;
import org.threadless.router.engine.resource.NetworkProblem;
import org.threadless.router.loop.Tellable;
import org.threadless.web.page.Html;
import org.threadless.web.page.SitePath;
import org.threadless.web.signin.oidc.OidcAttempt;
import org.threadless.web.signin.oidc.OidcException;
import org.threadless.web.signin.oidc.OidcProvider;
import org.threadless.web.signin.oidc.OidcSettings;
import org.threadless.web.signin.visitor.SessionCookie;
import org.threadless.web.signin.visitor.Visitors;

/** Has another service sign people in: sends them there, and takes them when they come back. */
final class OidcHandler extends PlaceHandler {

  static final String PATH = "/console/oidc/";

  private static final Logger log = LoggerFactory.getLogger(OidcHandler.class);

  private static final String BACK = "back";
  private static final String COOKIE = "-oidc";
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final OidcSettings settings;
  private final OidcProvider provider;
  private final PublicUrls urls;
  private final Users users;
  private final Visitors visitors;
  private final SessionCookie cookie;

  OidcHandler(
      OidcSettings settings,
      PublicUrls urls,
      Users users,
      Visitors visitors,
      SessionCookie cookie) {
    super("/oidc/", HttpMethod.GET);
    this.settings = settings;
    this.provider = new OidcProvider(settings);
    this.urls = urls;
    this.users = users;
    this.visitors = visitors;
    this.cookie = cookie;
  }

  @Override
  void answer(Request request, Response response, Callback callback) {
    try {
      if (rest(request).filter(BACK::equals).isPresent()) {
        takeBack(request, response, callback);
      } else {
        send(request, response, callback);
      }
    } catch (OidcException e) {
      log.warn(
          "OpenID Connect: {}{}",
          e.getMessage(),
          e.getCause() == null ? "" : ": " + why(e.getCause()));
      response.setStatus(403);
      Answers.because(response, "not signed in by OpenID Connect: " + e.getMessage());
      SignInPages.send(
          response,
          callback,
          403,
          "Not signed in",
          "refused",
          new RefusedSignIn(SignInPages.sentence(e.getMessage()), SignInPages.PATH));
    }
  }

  // The library says it well, in words for whoever has set this up.
  private static String why(Throwable cause) {
    return NetworkProblem.of(cause).orElseGet(() -> Tellable.reason(cause));
  }

  private void send(Request request, Response response, Callback callback) throws OidcException {
    SitePath to = SitePath.of(FormReader.of(request).query("to").orElse(""));
    OidcAttempt attempt = OidcAttempt.to(to);
    URI service = provider.authorization(attempt, back(request));
    // Not strict: it has to come with the link by which the service sends them back.
    cookie.add(request, response, COOKIE, attempt.written(), HttpCookie.SameSite.LAX, PATIENCE);
    Html.redirect(response, callback, 302, service.toASCIIString());
  }

  private void takeBack(Request request, Response response, Callback callback)
      throws OidcException {
    FormReader query = FormReader.of(request);
    OidcAttempt attempt =
        cookie
            .value(request, COOKIE)
            .flatMap(OidcAttempt::read)
            .filter(
                begun -> query.query("state").filter(begun.state().getValue()::equals).isPresent())
            .orElseThrow(
                () -> new OidcException("this sign-in was not begun here, or too long ago"));
    cookie.add(request, response, COOKIE, "", HttpCookie.SameSite.LAX, Duration.ZERO);
    String code =
        query
            .query("code")
            .orElseThrow(() -> new OidcException("the service has not signed you in"));
    User user = user(provider.claims(new AuthorizationCode(code), attempt, back(request)));
    visitors.welcome(user, request, response);
    // Asked for by this site, the next page is shown the cookie.
    SignInPages.onward(attempt.to(), response, callback);
  }

  private User user(IDTokenClaimsSet claims) throws OidcException {
    ProviderSubject subject =
        new ProviderSubject(claims.getIssuer().getValue(), claims.getSubject().getValue());
    try {
      return users.provided(subject, name(claims), role(claims));
    } catch (AccessException e) {
      throw new OidcException(e.getMessage(), e);
    }
  }

  private UserName name(IDTokenClaimsSet claims) throws OidcException {
    String name = claims.getStringClaim(settings.nameClaim());
    try {
      return new UserName(name == null ? "" : name);
    } catch (IllegalArgumentException e) {
      throw new OidcException(
          "the service tells no name in the claim "
              + settings.nameClaim()
              + " that can be one here",
          e);
    }
  }

  private Role role(IDTokenClaimsSet claims) throws OidcException {
    Object told = claims.getClaim(settings.roleClaim());
    Stream<String> values =
        told instanceof List<?> list
            ? list.stream().map(String::valueOf)
            : Optional.ofNullable(told).map(String::valueOf).stream();
    return settings
        .role(values)
        .orElseThrow(
            () ->
                new OidcException(
                    "you have no role here: none of your "
                        + settings.roleClaim()
                        + " is among console.oidc.roles"));
  }

  private URI back(Request request) {
    URI root =
        urls.root(Optional.empty())
            .orElseGet(
                () ->
                    URI.create(
                        (request.isSecure() ? "https://" : "http://")
                            + request.getHeaders().get(HttpHeader.HOST)
                            + "/"));
    String written = root.toString();
    return URI.create(
        (written.endsWith("/") ? written.substring(0, written.length() - 1) : written)
            + PATH
            + BACK);
  }
}
