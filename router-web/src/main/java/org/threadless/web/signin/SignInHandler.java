package org.threadless.web.signin;

import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.threadless.http.request.FormReader;
import org.threadless.http.response.Answers;
import org.threadless.router.engine.access.session.SignIn;
import org.threadless.web.page.Html;
import org.threadless.web.page.SitePath;
import org.threadless.web.signin.visitor.Visitors;

/** Signs people in by name and password. */
final class SignInHandler extends PlaceHandler {

  private static final int LONGEST_NAME = 100;

  private final SignIn signIn;
  private final Visitors visitors;
  private final boolean byProvider;

  /**
   * @param byProvider whether another service signs people in as well
   */
  SignInHandler(SignIn signIn, Visitors visitors, boolean byProvider) {
    super("/sign-in", HttpMethod.GET, HttpMethod.POST);
    this.signIn = signIn;
    this.visitors = visitors;
    this.byProvider = byProvider;
  }

  @Override
  void answer(Request request, Response response, Callback callback) {
    FormReader form = FormReader.of(request);
    SitePath to = SitePath.of(form.optional("to").orElse(""));
    if (isPost(request)) {
      answer(form, to, request, response, callback);
    } else if (visitors.of(request).isPresent()) {
      Html.redirect(response, callback, 302, to.value());
    } else {
      send(response, callback, 200, to, "", Optional.empty());
    }
  }

  private void answer(
      FormReader form, SitePath to, Request request, Response response, Callback callback) {
    String name = form.optional("name").orElse("");
    SignIn.Answer answer = signIn.answer(name, secret(form, "password"), Visitors.address(request));
    if (answer instanceof SignIn.Welcome welcome
        && visitors.welcome(welcome.user(), welcome.compared(), request, response)) {
      Html.redirect(response, callback, 303, to.value());
    } else if (answer instanceof SignIn.TooEarly tooEarly) {
      response.getHeaders().put(HttpHeader.RETRY_AFTER, tooEarly.retryAfter());
      send(
          response,
          callback,
          429,
          to,
          name,
          Optional.of(
              "There were too many wrong passwords. Try again in "
                  + tooEarly.retryAfter()
                  + " seconds."));
    } else {
      send(response, callback, 401, to, name, Optional.of("The name or the password is wrong."));
    }
  }

  private void send(
      Response response,
      Callback callback,
      int status,
      SitePath to,
      String name,
      Optional<String> problem) {
    response.setStatus(status);
    Answers.because(response, status == 429 ? "too many wrong passwords" : "a wrong password");
    Optional<String> provider =
        byProvider ? Optional.of(OidcHandler.PATH + to.query()) : Optional.empty();
    SignInForm form = new SignInForm(SignInPages.PATH, to.value(), shown(name), problem, provider);
    SignInPages.send(response, callback, status, "Sign in", "signin", form);
  }

  // No user has a longer name, and nobody wants it back.
  private static String shown(String name) {
    return name.length() > LONGEST_NAME ? "" : name;
  }
}
