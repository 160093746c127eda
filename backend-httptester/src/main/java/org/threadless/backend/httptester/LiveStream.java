package org.threadless.backend.httptester;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;

/**
 * Writes to one open page without ever blocking a thread: what comes while a write is under way is
 * kept, and written with the next. A page that does not read is cut off; it will come back and ask
 * for what it has missed. Safe for any thread.
 */
final class LiveStream extends IteratingCallback {

  private static final int MOST_WAITING = 4 * 1024 * 1024;

  private final Response response;
  private final Callback callback;
  private final Runnable onEnd;
  private final StringBuilder waiting = new StringBuilder();
  private boolean ending;
  private boolean lastWritten;

  /**
   * @param response its headers are set
   * @param callback is completed when the stream ends
   * @param onEnd runs when the stream has ended, whoever ended it; perhaps twice
   */
  LiveStream(Response response, Callback callback, Runnable onEnd) {
    this.response = response;
    this.callback = callback;
    this.onEnd = onEnd;
  }

  /** Writes some events, now or when what came before is written. */
  void send(String events) {
    boolean full;
    synchronized (waiting) {
      waiting.append(events);
      full = waiting.length() > MOST_WAITING;
    }
    if (full) {
      abort(new IllegalStateException("the page does not read"));
    } else {
      iterate();
    }
  }

  /** Ends the stream when all is written. */
  void end() {
    synchronized (waiting) {
      ending = true;
    }
    iterate();
  }

  @Override
  protected Action process() {
    ByteBuffer next;
    boolean last;
    synchronized (waiting) {
      if (lastWritten) {
        return Action.SUCCEEDED;
      }
      if (waiting.isEmpty() && !ending) {
        return Action.IDLE;
      }
      next = ByteBuffer.wrap(waiting.toString().getBytes(StandardCharsets.UTF_8));
      waiting.setLength(0);
      last = ending;
      lastWritten = last;
    }
    response.write(last, next, this);
    return Action.SCHEDULED;
  }

  @Override
  protected void onAborted(Throwable cause) {
    // Not in onCompleteFailure only, which waits for a write that may never end.
    onEnd.run();
    synchronized (waiting) {
      waiting.setLength(0);
    }
  }

  @Override
  protected void onCompleteSuccess() {
    onEnd.run();
    callback.succeeded();
  }

  @Override
  protected void onCompleteFailure(Throwable cause) {
    onEnd.run();
    callback.failed(cause);
  }
}
