package org.threadless.console.access;

import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.threadless.console.call.Moment;
import org.threadless.console.call.PageRoute;
import org.threadless.console.call.PageRoutes;
import org.threadless.console.call.Reply;
import org.threadless.console.call.Section;
import org.threadless.console.call.Visit;
import org.threadless.http.HttpSettings;
import org.threadless.http.PublicUrls;
import org.threadless.http.request.FormReader;
import org.threadless.router.engine.access.token.NewToken;
import org.threadless.router.engine.access.token.Right;
import org.threadless.router.engine.access.token.Token;
import org.threadless.router.engine.access.token.Tokens;
import org.threadless.router.engine.access.user.Invitations;
import org.threadless.router.engine.access.user.Role;
import org.threadless.router.engine.access.user.User;
import org.threadless.router.engine.access.user.UserName;
import org.threadless.router.engine.access.user.Users;
import org.threadless.router.engine.backend.Backends;
import org.threadless.router.message.BackendName;

/** The page of users and tokens, which is for admins alone. */
public final class AccessRoutes implements PageRoutes {

  private static final String USER = "/access/users/{user}";

  private final Users users;
  private final Invitations invitations;
  private final Tokens tokens;
  private final Backends backends;
  private final HttpSettings http;
  private final InstantSource clock;

  @Inject
  AccessRoutes(
      Users users,
      Invitations invitations,
      Tokens tokens,
      Backends backends,
      HttpSettings http,
      InstantSource clock) {
    this.users = users;
    this.invitations = invitations;
    this.tokens = tokens;
    this.backends = backends;
    this.http = http;
    this.clock = clock;
  }

  @Override
  public List<PageRoute> all() {
    return List.of(
        PageRoute.get("/access", Role.ADMIN, this::show),
        PageRoute.post("/access/users", Role.ADMIN, this::addUser),
        PageRoute.post(USER + "/role", Role.ADMIN, this::changeRole),
        PageRoute.post(USER + "/link", Role.ADMIN, this::link),
        PageRoute.post(USER + "/remove", Role.ADMIN, this::removeUser),
        PageRoute.post("/access/tokens", Role.ADMIN, this::addToken),
        PageRoute.post("/access/tokens/{token}/revoke", Role.ADMIN, this::revoke));
  }

  private Reply show(Visit visit) {
    return page(visit, Optional.empty());
  }

  private Reply page(Visit visit, Optional<AccessPage.ShownOnce> secret) {
    Instant now = clock.instant();
    return Reply.page(
        "Users and tokens",
        Section.ACCESS,
        "access",
        new AccessPage(
            users.list().stream().map(user -> listed(user, visit)).toList(),
            Arrays.stream(Role.values()).map(Role::written).toList(),
            tokens.list().stream().map(token -> listed(token, now)).toList(),
            Arrays.stream(Right.values()).map(Right::written).toList(),
            backends.all().stream().map(each -> each.name().value()).toList(),
            secret,
            done(visit)));
  }

  private static AccessPage.ListedUser listed(User user, Visit visit) {
    return new AccessPage.ListedUser(
        user.name().value(),
        user.role().written(),
        switch (user.way()) {
          case PASSWORD -> "a password";
          case LINK -> "a link, not yet used";
          case PROVIDER -> "another service";
        },
        user.signedIn().map(Moment::of),
        user.way() != User.Way.PROVIDER,
        user.name().value().equals(visit.visitor().name()));
  }

  private static AccessPage.ListedToken listed(Token token, Instant now) {
    Token.State state = token.stateAt(now);
    return new AccessPage.ListedToken(
        token.name(),
        token.rights().stream().sorted().map(Right::written).collect(Collectors.joining(", ")),
        token.backends().isEmpty()
            ? "all"
            : token.backends().stream()
                .map(BackendName::value)
                .sorted()
                .collect(Collectors.joining(", ")),
        switch (state) {
          case VALID -> "valid";
          case EXPIRED -> "expired";
          case REVOKED -> "revoked";
        },
        state == Token.State.VALID ? "good" : "calm",
        token.lastUsed().map(Moment::of),
        state == Token.State.VALID);
  }

  private static String done(Visit visit) {
    return switch (visit.query("done").orElse("")) {
      case "role" -> "That role holds from now on.";
      case "removed" -> "That user is removed, and signed out everywhere.";
      case "revoked" -> "That token lets nobody in any more.";
      default -> "";
    };
  }

  private static UserName user(Visit visit) {
    return visit.path("user", UserName::new);
  }

  private static Role role(Visit visit) {
    String written = visit.required("role");
    return FormReader.checked("role", () -> Role.of(written));
  }

  private Reply addUser(Visit visit) {
    String written = visit.required("name");
    UserName name = FormReader.checked("name", () -> new UserName(written.strip()));
    Role role = role(visit);
    User unused = users.add(name, role, Optional.empty());
    visit.noted("user-add", name.value(), role.written());
    return link(visit, name);
  }

  private Reply link(Visit visit) {
    return link(visit, user(visit));
  }

  private Reply link(Visit visit, UserName name) {
    String path = "console/link/" + invitations.of(name).secret().reveal();
    visit.noted("user-link", name.value());
    return page(
        visit,
        Optional.of(
            new AccessPage.ShownOnce(
                "By this link " + name.value() + " sets a password, once, within a day:",
                PublicUrls.root(http).resolve(path).toString())));
  }

  private Reply changeRole(Visit visit) {
    UserName name = user(visit);
    Role role = role(visit);
    users.changeRole(name, role);
    visit.noted("user-role", name.value(), role.written());
    return Reply.redirect("/access?done=role");
  }

  private Reply removeUser(Visit visit) {
    UserName name = user(visit);
    users.remove(name);
    visit.noted("user-remove", name.value());
    return Reply.redirect("/access?done=removed");
  }

  private Reply addToken(Visit visit) {
    String name = visit.required("name").strip();
    Set<Right> rights = EnumSet.noneOf(Right.class);
    visit
        .fields("right")
        .forEach(each -> rights.add(FormReader.checked("right", () -> Right.of(each))));
    Set<BackendName> only =
        visit.fields("backend").stream()
            .map(each -> FormReader.checked("backend", () -> new BackendName(each)))
            .collect(Collectors.toSet());
    NewToken asked =
        FormReader.checked(
            "token", () -> new NewToken(name, rights, only, Optional.empty(), Optional.empty()));
    String text = tokens.add(asked).reveal();
    visit.noted("token-add", name, rights(asked));
    return page(
        visit,
        Optional.of(
            new AccessPage.ShownOnce(
                "This is the token " + name + ". It is shown this once:", text)));
  }

  private static String rights(NewToken token) {
    String may =
        token.rights().stream().sorted().map(Right::written).collect(Collectors.joining(", "));
    return token.backends().isEmpty()
        ? may
        : may
            + "; only "
            + token.backends().stream()
                .map(BackendName::value)
                .sorted()
                .collect(Collectors.joining(", "));
  }

  private Reply revoke(Visit visit) {
    String name = visit.path("token");
    boolean unused = tokens.revoke(name);
    visit.noted("token-revoke", name);
    return Reply.redirect("/access?done=revoked");
  }
}
