package org.threadless.http.server.handler;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.threadless.http.response.Answers;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.incoming.OverloadException;

/**
 * Answers 503 for whatever handler has no place for a request, or no database for it: that is no
 * error, passes by itself, and is told of in the log where it arises. A handler may say so in words
 * of its own.
 */
public final class TryAgainHandler extends Handler.Wrapper {

  /** Does so with all that this handler does not answer for these reasons. */
  public TryAgainHandler(Handler handler) {
    super(handler);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    try {
      return super.handle(request, response, callback);
    } catch (OverloadException e) {
      Answers.tryAgainLater(response, callback, "too much is in progress; try it again");
    } catch (StoreUnavailableException e) {
      Answers.tryAgainLater(
          response, callback, "the database cannot be used now; try it again later");
    }
    return true;
  }
}
