package org.threadless.web.signin;

import java.util.Optional;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Knows who asks. */
public interface Visitors {

  /** Returns who is signed in where a request comes from. */
  Optional<Visitor> of(Request request);

  /** Asks whoever sent a request to sign in. */
  void ask(Request request, Response response, Callback callback);
}
