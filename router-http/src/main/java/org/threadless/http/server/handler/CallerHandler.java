package org.threadless.http.server.handler;

import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.threadless.http.receive.HttpBackend;
import org.threadless.http.response.Answers;

/** Lets nobody through but those who may call a backend. */
public final class CallerHandler extends Handler.Wrapper {

  private final HttpBackend backend;

  /** Asks a backend who may call it. */
  public CallerHandler(HttpBackend backend, Handler handler) {
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
