package org.threadless.web.signin.visitor;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.threadless.http.wiring.ConfiguredEndpoint;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.engine.access.audit.Audit;
import org.threadless.router.engine.access.password.PasswordHash;
import org.threadless.router.engine.access.secret.TicketText;
import org.threadless.router.engine.access.session.UserSession;
import org.threadless.router.engine.access.session.UserSessions;
import org.threadless.router.engine.access.user.User;

/**
 * Knows who is signed in, by what their browsers show. Each request is looked up in the database by
 * an index: what ends on one node lets nobody in on another. Safe for any thread.
 */
@Singleton
public final class Visitors {

  private final UserSessions sessions;
  private final SessionCookie cookie;
  private final Audit audit;
  private final boolean canSignIn;

  @Inject
  Visitors(
      UserSessions sessions,
      SessionCookie cookie,
      Audit audit,
      List<ConfiguredEndpoint> endpoints) {
    this.sessions = sessions;
    this.cookie = cookie;
    this.audit = audit;
    this.canSignIn = endpoints.stream().anyMatch(each -> each.name().equals("console"));
  }

  /** Returns whether there are pages to sign in: those are the console's. */
  public boolean canSignIn() {
    return canSignIn;
  }

  /**
   * Returns who asks; empty where nobody is signed in there.
   *
   * @throws org.threadless.router.conversation.StoreUnavailableException where the database cannot
   *     be used now
   */
  public Optional<Visitor> of(Request request) {
    return session(request)
        .map(session -> new Visitor(session.user().name().value(), session.user().role()));
  }

  /** Returns whether somebody asks who is signed in; not where the database cannot say it. */
  public boolean isKnown(Request request) {
    try {
      return session(request).isPresent();
    } catch (StoreUnavailableException e) {
      // They are told so when they are answered, and need no body for that.
      return false;
    }
  }

  /**
   * Returns the session in which somebody asks; empty where nobody is signed in there.
   *
   * @throws org.threadless.router.conversation.StoreUnavailableException where the database cannot
   *     be used now
   */
  public Optional<UserSession> session(Request request) {
    return cookie.shown(request).flatMap(sessions::find);
  }

  /** Signs somebody in, instead of whoever was in this browser. */
  public void welcome(User user, Request request, Response response) {
    welcome(user, sessions.start(user), request, response);
  }

  /**
   * The same by a password, unless it has been changed since it was looked at.
   *
   * @param compared what was kept of it then
   * @return whether somebody is signed in now
   */
  public boolean welcome(User user, PasswordHash compared, Request request, Response response) {
    Optional<TicketText> ticket = sessions.start(user, compared);
    ticket.ifPresent(each -> welcome(user, each, request, response));
    return ticket.isPresent();
  }

  private void welcome(User user, TicketText ticket, Request request, Response response) {
    cookie.shown(request).ifPresent(sessions::end);
    cookie.set(request, response, ticket);
    audit.note(user.name().value(), "sign-in", "", "from " + address(request).getHostAddress());
  }

  /** Signs out whoever is signed in. */
  public void goodbye(Request request, Response response) {
    of(request).ifPresent(visitor -> audit.note(visitor.name(), "sign-out", "", ""));
    cookie.shown(request).ifPresent(sessions::end);
    cookie.remove(request, response);
  }

  /** Returns where a request comes from. */
  public static InetAddress address(Request request) {
    return request.getConnectionMetaData().getRemoteSocketAddress()
                instanceof InetSocketAddress address
            && address.getAddress() != null
        ? address.getAddress()
        : InetAddress.getLoopbackAddress();
  }
}
