package org.threadless.console;

import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.threadless.http.Answers;
import org.threadless.router.engine.access.Role;
import org.threadless.web.signin.Visitor;
import org.threadless.web.signin.Visitors;

/**
 * Takes whoever comes for a visitor, until people sign in; with a role for tests of what it may.
 */
final class AnybodyHere implements Visitors {

  @Inject
  AnybodyHere() {}

  @Override
  public Optional<Visitor> of(Request request) {
    String role = request.getHeaders().get("X-Role");
    return Optional.of(new Visitor("somebody", role == null ? Role.ADMIN : Role.of(role)));
  }

  @Override
  public void ask(Request request, Response response, Callback callback) {
    Answers.line(response, callback, 401, "sign in");
  }
}
