package org.threadless.web.signin;

import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.threadless.web.page.Html;
import org.threadless.web.signin.visitor.Visitors;

/** Signs people out. */
final class SignOutHandler extends PlaceHandler {

  private final Visitors visitors;

  SignOutHandler(Visitors visitors) {
    super("/sign-out", HttpMethod.POST);
    this.visitors = visitors;
  }

  @Override
  void answer(Request request, Response response, Callback callback) {
    visitors.goodbye(request, response);
    Html.redirect(response, callback, 303, SignInPages.PATH);
  }
}
