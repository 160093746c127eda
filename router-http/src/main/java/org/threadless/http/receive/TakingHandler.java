package org.threadless.http.receive;

import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.http.request.RequestException;
import org.threadless.http.response.Answers;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.incoming.OverloadException;

/**
 * Takes what a gateway brings, on the request's thread, and answers when it is stored. A backend
 * says how a request is read, where that goes, and what the answer is; what goes wrong is told
 * apart alike for all: 405 for a method that is not taken, 4xx for what {@link #read} cannot take,
 * 503 where it could not be stored. HEAD is answered as GET would be, and stores nothing.
 *
 * @param <T> what a request is read into
 * @param <S> what is known once that is stored
 */
public abstract class TakingHandler<T, S> extends Handler.Abstract {

  private static final Logger log = LoggerFactory.getLogger(TakingHandler.class);

  private final Set<HttpMethod> methods;

  /**
   * @param methods the methods that bring something
   */
  protected TakingHandler(Set<HttpMethod> methods) {
    this.methods = Set.copyOf(methods);
  }

  /** Returns whether a path below the backend's URL is the one for this: its own, by default. */
  protected boolean isHere(String path) {
    return path.length() <= 1;
  }

  /**
   * Reads a request.
   *
   * @throws RequestException where it is none that this backend can take
   */
  protected abstract T read(Request request);

  /**
   * Stores all that was read; when it returns, nothing of that will be lost.
   *
   * @throws TryAgainException where it cannot be stored yet
   */
  protected abstract S store(T read);

  /**
   * Answers what was read.
   *
   * @param stored empty for HEAD, for which nothing was stored
   */
  protected abstract void answer(T read, Optional<S> stored, Response response, Callback callback);

  /** Answers what could not be read. */
  protected void refuse(RequestException refusal, Response response, Callback callback) {
    Answers.line(response, callback, refusal.status(), refusal.getMessage());
  }

  /** Answers what could not be stored now. */
  protected void tryAgainLater(String line, Response response, Callback callback) {
    Answers.tryAgainLater(response, callback, line);
  }

  @Override
  public final boolean handle(Request request, Response response, Callback callback) {
    String path = Request.getPathInContext(request);
    if (!isHere(path == null ? "" : path)) {
      return false;
    }
    if (Answers.isTaken(request, methods)) {
      take(request, response, callback);
    } else {
      Answers.methodNotAllowed(response, callback, methods);
    }
    return true;
  }

  private void take(Request request, Response response, Callback callback) {
    T read;
    Optional<S> stored;
    try {
      read = read(request);
      boolean brings = !HttpMethod.HEAD.is(request.getMethod());
      stored = brings ? Optional.of(store(read)) : Optional.empty();
    } catch (RequestException e) {
      if (e.isDenied()) {
        Answers.denied(request);
      }
      refuse(e, response, callback);
      return;
    } catch (TryAgainException e) {
      tryAgainLater(e.getMessage(), response, callback);
      return;
    } catch (OverloadException e) {
      tryAgainLater("too many messages are in progress; send it again", response, callback);
      return;
    } catch (StoreUnavailableException e) {
      // Not for each message: the store says once that the database is away, and that it is back.
      log.debug("answered 503: {}", e.getMessage());
      tryAgainLater("the message could not be stored; send it again later", response, callback);
      return;
    }
    answer(read, stored, response, callback);
  }
}
