package org.example.bell;

import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.threadless.http.endpoint.Endpoint;
import org.threadless.http.response.Answers;
import org.threadless.router.app.Messenger;
import org.threadless.router.message.Connection;

/** Sends a message to a phone when somebody rings at {@code /bell/}. */
final class BellEndpoint extends Handler.Abstract implements Endpoint {

  private final BellSettings settings;
  private final Messenger messenger;

  @Inject
  BellEndpoint(BellSettings settings, Messenger messenger) {
    this.settings = settings;
    this.messenger = messenger;
  }

  @Override
  public Handler handler() {
    return this;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    if (!Request.getPathInContext(request).equals("/")) {
      return false;
    }
    if (!HttpMethod.POST.is(request.getMethod())) {
      Answers.methodNotAllowed(response, callback, Set.of(HttpMethod.POST));
    } else if (!mayRing(request)) {
      Answers.line(response, callback, 401, "show the token of the bell");
    } else {
      messenger.send(
          "Somebody is at the door.", List.of(Connection.of(settings.backend(), settings.phone())));
      Answers.line(response, callback, 202, "it has rung");
    }
    return true;
  }

  private boolean mayRing(Request request) {
    String shown = String.valueOf(request.getHeaders().get(HttpHeader.AUTHORIZATION));
    return MessageDigest.isEqual(
        shown.getBytes(StandardCharsets.UTF_8),
        ("Bearer " + settings.token().reveal()).getBytes(StandardCharsets.UTF_8));
  }
}
