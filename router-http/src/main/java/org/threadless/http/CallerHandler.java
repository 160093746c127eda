package org.threadless.http;

import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Lets nobody through but those who may call a backend. */
final class CallerHandler extends Handler.Wrapper {

  private final HttpBackend backend;

  CallerHandler(HttpBackend backend, Handler handler) {
    super(handler);
    this.backend = backend;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Optional<String> refusal = backend.refusal(request);
    if (refusal.isEmpty()) {
      return super.handle(request, response, callback);
    }
    Answers.denied(request);
    Answers.line(response, callback, 403, refusal.get());
    return true;
  }
}
