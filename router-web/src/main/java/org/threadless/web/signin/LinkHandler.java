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
import org.threadless.router.engine.access.secret.TicketText;
import org.threadless.router.engine.access.user.Invitation;
import org.threadless.router.engine.access.user.Invitations;
import org.threadless.router.engine.access.user.User;
import org.threadless.router.engine.access.user.UserName;
import org.threadless.web.page.Html;
import org.threadless.web.page.SitePath;
import org.threadless.web.signin.visitor.Visitors;

/** Has somebody set a password by a link that can be used once. */
final class LinkHandler extends PlaceHandler {

  private final Invitations invitations;
  private final Passwords passwords;
  private final Visitors visitors;
  private final Audit audit;

  LinkHandler(Invitations invitations, Passwords passwords, Visitors visitors, Audit audit) {
    super("/link/", HttpMethod.GET, HttpMethod.POST);
    this.invitations = invitations;
    this.passwords = passwords;
    this.visitors = visitors;
    this.audit = audit;
  }

  @Override
  void answer(Request request, Response response, Callback callback) {
    Optional<TicketText> shown = rest(request).flatMap(TicketText::of);
    Optional<Invitation> invitation = shown.flatMap(invitations::find);
    if (invitation.isEmpty()) {
      SignInPages.send(response, callback, 404, "Link", "usedlink", new Onward(SignInPages.PATH));
    } else if (isPost(request)) {
      accept(shown.get(), invitation.get(), request, response, callback);
    } else {
      send(invitation.get(), "", Optional.empty(), response, callback);
    }
  }

  private void accept(
      TicketText shown,
      Invitation invitation,
      Request request,
      Response response,
      Callback callback) {
    FormReader form = FormReader.of(request);
    try {
      Optional<UserName> first = first(invitation, form);
      PasswordHash hash = passwords.hash(NewPassword.of(form));
      User user = accepted(shown, first, hash);
      String action = invitation.user().isPresent() ? "user-password" : "user-add";
      audit.note(user.name().value(), action, user.name().value(), "by a link");
      // Where it has been changed again by now, the next page leads to the one to sign in.
      boolean unused = visitors.welcome(user, hash, request, response);
      Html.redirect(response, callback, 303, SitePath.START.value());
    } catch (IllegalArgumentException e) {
      String name = form.optional("name").orElse("");
      send(invitation, name, Optional.of(SignInPages.sentence(e.getMessage())), response, callback);
    }
  }

  private static Optional<UserName> first(Invitation invitation, FormReader form) {
    return invitation.user().isPresent()
        ? Optional.empty()
        : Optional.of(new UserName(form.optional("name").orElse("")));
  }

  private User accepted(TicketText shown, Optional<UserName> first, PasswordHash hash) {
    return first.isPresent()
        ? invitations.acceptFirst(shown, first.get(), hash)
        : invitations.accept(shown, hash);
  }

  private static void send(
      Invitation invitation,
      String typed,
      Optional<String> problem,
      Response response,
      Callback callback) {
    PasswordForm form =
        invitation
            .user()
            .map(
                user ->
                    new PasswordForm(
                        "Set your password",
                        PasswordForm.Asks.NOTHING,
                        user.name().value(),
                        problem))
            .orElseGet(
                () ->
                    new PasswordForm(
                        "Make the first user", PasswordForm.Asks.NAME, typed, problem));
    int status = problem.isPresent() ? 422 : 200;
    SignInPages.send(response, callback, status, form.title(), "password", form);
  }
}
