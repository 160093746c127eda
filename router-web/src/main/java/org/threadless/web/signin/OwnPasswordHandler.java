package org.threadless.web.signin;

import java.util.Optional;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.threadless.http.request.FormReader;
import org.threadless.router.engine.access.audit.Audit;
import org.threadless.router.engine.access.password.PasswordHash;
import org.threadless.router.engine.access.password.Passwords;
import org.threadless.router.engine.access.session.SignIn;
import org.threadless.router.engine.access.session.UserSession;
import org.threadless.router.engine.access.user.AccessException;
import org.threadless.router.engine.access.user.User;
import org.threadless.router.engine.access.user.Users;
import org.threadless.web.page.Html;
import org.threadless.web.page.SitePath;
import org.threadless.web.signin.visitor.Visitors;

/** Has those who are signed in change their own password. */
final class OwnPasswordHandler extends PlaceHandler {

  private final SignIn signIn;
  private final Users users;
  private final Passwords passwords;
  private final Visitors visitors;
  private final Audit audit;

  OwnPasswordHandler(
      SignIn signIn, Users users, Passwords passwords, Visitors visitors, Audit audit) {
    super("/password", HttpMethod.GET, HttpMethod.POST);
    this.signIn = signIn;
    this.users = users;
    this.passwords = passwords;
    this.visitors = visitors;
    this.audit = audit;
  }

  @Override
  void answer(Request request, Response response, Callback callback) {
    Optional<User> user = visitors.session(request).map(UserSession::user);
    if (user.isEmpty()) {
      Html.redirect(
          response,
          callback,
          isPost(request) ? 303 : 302,
          SignInPages.leadingTo(new SitePath(SignInPages.PASSWORD)));
    } else if (isPost(request)) {
      change(user.get(), request, response, callback);
    } else {
      send(user.get(), Optional.empty(), response, callback);
    }
  }

  private void change(User user, Request request, Response response, Callback callback) {
    try {
      FormReader form = FormReader.of(request);
      PasswordHash compared = requireCurrent(user, form, request);
      PasswordHash hash = passwords.hash(NewPassword.of(form));
      users.changePassword(user.name(), compared, hash);
      audit.note(user.name().value(), "user-password", user.name().value(), "");
      // Where it has been changed again by now, the next page leads to the one to sign in.
      boolean unused = visitors.welcome(user, hash, request, response);
      Html.redirect(response, callback, 303, SitePath.START.value());
    } catch (IllegalArgumentException e) {
      send(user, Optional.of(SignInPages.sentence(e.getMessage())), response, callback);
    }
  }

  // Whoever finds a browser that somebody has left is not to take the account with it.
  private PasswordHash requireCurrent(User user, FormReader form, Request request) {
    SignIn.Answer answer =
        signIn.answer(user.name().value(), secret(form, "password"), Visitors.address(request));
    if (answer instanceof SignIn.TooEarly tooEarly) {
      throw new AccessException(
          "there were too many wrong passwords; try again in "
              + tooEarly.retryAfter()
              + " seconds");
    }
    if (answer instanceof SignIn.Welcome welcome) {
      return welcome.compared();
    }
    throw new AccessException("the password of now is wrong");
  }

  private static void send(
      User user, Optional<String> problem, Response response, Callback callback) {
    PasswordForm form =
        new PasswordForm(
            "Change your password", PasswordForm.Asks.CURRENT, user.name().value(), problem);
    int status = problem.isPresent() ? 422 : 200;
    SignInPages.send(response, callback, status, form.title(), "password", form);
  }
}
