package org.threadless.http;

import java.util.Set;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.incoming.Incoming;
import org.threadless.router.incoming.OverloadException;
import org.threadless.router.incoming.Receipt;
import org.threadless.router.message.ReceivedMessage;

/**
 * Takes messages at a backend's own URL: turns a request into one call of {@link Incoming}, on the
 * request's thread, and answers. A backend says how a request is read and what the answer is; what
 * goes wrong is answered alike for all: 405 for a method that is not taken, 4xx for what {@link
 * #read} cannot take, 503 where the message could not be stored. HEAD is answered as GET would be,
 * and brings no message.
 */
public abstract class ReceivingHandler extends Handler.Abstract {

  private static final Logger log = LoggerFactory.getLogger(ReceivingHandler.class);

  private final Incoming incoming;
  private final Set<HttpMethod> methods;

  /**
   * @param incoming where messages go
   * @param methods the methods that bring a message
   */
  protected ReceivingHandler(Incoming incoming, Set<HttpMethod> methods) {
    this.incoming = incoming;
    this.methods = Set.copyOf(methods);
  }

  /**
   * Reads a request.
   *
   * @throws RequestException where it is none that this backend can take
   */
  protected abstract ReceivedMessage read(Request request);

  /** Answers a message that is stored: {@code OK}, unless a backend says otherwise. */
  protected void answer(Receipt receipt, Response response, Callback callback) {
    Answers.line(response, callback, 200, "OK");
  }

  @Override
  public final boolean handle(Request request, Response response, Callback callback) {
    String path = Request.getPathInContext(request);
    if (path != null && path.length() > 1) {
      return false;
    }
    if (Answers.isTaken(request, methods)) {
      receive(request, response, callback);
    } else {
      Answers.methodNotAllowed(response, callback, methods);
    }
    return true;
  }

  private void receive(Request request, Response response, Callback callback) {
    Receipt receipt;
    try {
      ReceivedMessage message = read(request);
      if (HttpMethod.HEAD.is(request.getMethod())) {
        Answers.line(response, callback, 200, "OK");
        return;
      }
      receipt = incoming.incoming(message);
    } catch (RequestException e) {
      Answers.line(response, callback, e.status(), e.getMessage());
      return;
    } catch (OverloadException e) {
      Answers.tryAgainLater(response, callback, "too many messages are in progress; send it again");
      return;
    } catch (StoreUnavailableException e) {
      // Not for each message: the store says once that the database is away, and that it is back.
      log.debug("answered 503: {}", e.getMessage());
      Answers.tryAgainLater(
          response, callback, "the message could not be stored; send it again later");
      return;
    }
    answer(receipt, response, callback);
  }
}
