package org.threadless.http.receive;

import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.threadless.http.response.Answers;
import org.threadless.router.incoming.Incoming;
import org.threadless.router.incoming.Receipt;
import org.threadless.router.message.ReceivedMessage;

/** Takes messages at a backend's own URL: turns a request into one call of {@link Incoming}. */
public abstract class ReceivingHandler extends TakingHandler<ReceivedMessage, Receipt> {

  private final Incoming incoming;

  /**
   * @param incoming where messages go
   * @param methods the methods that bring a message
   */
  protected ReceivingHandler(Incoming incoming, Set<HttpMethod> methods) {
    super(methods);
    this.incoming = incoming;
  }

  /**
   * Reads a request.
   *
   * @throws org.threadless.http.request.RequestException where it is none that this backend can
   *     take
   */
  @Override
  protected abstract ReceivedMessage read(Request request);

  /** Answers a message that is stored: {@code OK}, unless a backend says otherwise. */
  protected void answer(Receipt receipt, Response response, Callback callback) {
    Answers.line(response, callback, 200, "OK");
  }

  @Override
  protected final Receipt store(ReceivedMessage message) {
    return incoming.incoming(message);
  }

  @Override
  protected final void answer(
      ReceivedMessage message, Optional<Receipt> receipt, Response response, Callback callback) {
    receipt.ifPresentOrElse(
        stored -> answer(stored, response, callback),
        () -> Answers.line(response, callback, 200, "OK"));
  }
}
