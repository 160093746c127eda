package org.threadless.backend.kannel;

import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.threadless.http.Answers;

/** Lets nobody through but those who may call. */
final class AccessHandler extends Handler.Wrapper {

  private final Callers callers;

  AccessHandler(Callers callers, Handler handler) {
    super(handler);
    this.callers = callers;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Optional<String> refusal = callers.refusal(request);
    if (refusal.isEmpty()) {
      return super.handle(request, response, callback);
    }
    Answers.line(response, callback, 403, refusal.get());
    return true;
  }
}
