package org.threadless.web.signin.visitor;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.threadless.http.HttpSettings;
import org.threadless.router.engine.access.secret.TicketText;
import org.threadless.router.engine.access.session.UserSession;
import org.threadless.router.engine.store.MessageStore;
import org.threadless.router.text.Sha256;

/**
 * What a browser shows. A browser keeps the cookies of all ports of a host in one place, so its
 * name is one of this installation's own: two routers on one machine do not sign each other's
 * people out, and nodes with one database have the same.
 */
@Singleton
public final class SessionCookie {

  // A browser takes such a name over HTTPS only, and from this host alone (RFC 6265bis, 4.1.3.2).
  private static final String OF_HOST = "__Host-";

  private static final String HTTPS_PORT = ":443";

  private static final int DIGITS = 8;

  private final MessageStore store;
  private final HttpSettings http;
  private volatile String name;

  @Inject
  SessionCookie(MessageStore store, HttpSettings http) {
    this.store = store;
    this.http = http;
  }

  Optional<TicketText> shown(Request request) {
    return value(request, "").flatMap(TicketText::of);
  }

  void set(Request request, Response response, TicketText ticket) {
    add(
        request,
        response,
        "",
        ticket.secret().reveal(),
        HttpCookie.SameSite.STRICT,
        UserSession.LONGEST);
  }

  void remove(Request request, Response response) {
    add(request, response, "", "", HttpCookie.SameSite.STRICT, Duration.ZERO);
  }

  /**
   * Returns what a browser shows of a cookie beside that of the session. One that is for HTTPS
   * alone counts before any other, which another site of the domain may have set; where this server
   * is known by HTTPS, no other counts.
   *
   * @param part of its name
   */
  public Optional<String> value(Request request, String part) {
    String plain = name() + part;
    Optional<String> ofHost = named(request, OF_HOST + plain);
    return isKnownByHttps(request) ? ofHost : ofHost.or(() -> named(request, plain));
  }

  private static Optional<String> named(Request request, String name) {
    return Request.getCookies(request).stream()
        .filter(each -> each.getName().equals(name))
        .map(HttpCookie::getValue)
        .findFirst();
  }

  /**
   * Has a browser keep a cookie beside that of the session, or forget it.
   *
   * @param part of its name
   * @param sites from which sites it is shown
   * @param age how long it is kept; nothing to have it forgotten
   */
  public void add(
      Request request,
      Response response,
      String part,
      String value,
      HttpCookie.SameSite sites,
      Duration age) {
    boolean secure = isSecure(request);
    Response.addCookie(
        response,
        HttpCookie.build((secure ? OF_HOST : "") + name() + part, value)
            .path("/")
            .maxAge(age.toSeconds())
            .httpOnly(true)
            .secure(secure)
            .sameSite(sites)
            .build());
  }

  /**
   * Returns whether the browser speaks HTTPS, be it to a proxy: a form says so itself, and of what
   * is no form it is known by the name that it was asked for by.
   */
  private boolean isSecure(Request request) {
    String origin = request.getHeaders().get(HttpHeader.ORIGIN);
    boolean isTold = origin != null && !origin.equals("null");
    return isTold ? origin.startsWith("https://") : isKnownByHttps(request);
  }

  private boolean isKnownByHttps(Request request) {
    String host = Optional.ofNullable(request.getHeaders().get(HttpHeader.HOST)).orElse("");
    return request.isSecure()
        || http.publicUrl().stream()
            .filter(url -> url.getScheme().equals("https"))
            .map(URI::getAuthority)
            .anyMatch(authority -> withoutPort(authority).equalsIgnoreCase(withoutPort(host)));
  }

  // That of HTTPS may be written, or not.
  private static String withoutPort(String authority) {
    return authority.endsWith(HTTPS_PORT)
        ? authority.substring(0, authority.length() - HTTPS_PORT.length())
        : authority;
  }

  // Two threads at once may both ask the store, which gives both the same.
  private String name() {
    if (name == null) {
      byte[] secret = store.secret("sign-in").reveal().getBytes(StandardCharsets.UTF_8);
      name = "router-" + Sha256.hex(secret).substring(0, DIGITS);
    }
    return name;
  }
}
