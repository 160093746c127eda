package org.threadless.web.live;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;

/**
 * Writes to one open page without ever blocking a thread: what comes while a write is under way is
 * kept, and written with the next. A page that does not read is cut off; it will come back and ask
 * for what it has missed. Safe for any thread.
 */
public final class LiveStream extends IteratingCallback {

  // Of what came before; what one look finds is taken as a whole.
  private static final int MOST_WAITING = 512 * 1024;

  private final Request request;
  private final Response response;
  private final Callback callback;
  private final PageLimits limits;
  private final Runnable onEnd;
  private final StringBuilder waiting = new StringBuilder();
  private int held;
  private boolean over;
  private boolean ending;
  private boolean lastWritten;

  /**
   * @param request whose connection is closed when the page does not read
   * @param response its headers are set
   * @param callback is completed when the stream ends
   * @param limits how much may wait
   * @param onEnd runs when the stream has ended, whoever ended it; perhaps twice
   */
  public LiveStream(
      Request request, Response response, Callback callback, PageLimits limits, Runnable onEnd) {
    this.request = request;
    this.response = response;
    this.callback = callback;
    this.limits = limits;
    this.onEnd = onEnd;
  }

  /**
   * Writes some events, now or when what came before is written. Where too much waits already, the
   * page does not read, and its connection is closed.
   */
  public void send(String events) {
    boolean full;
    synchronized (waiting) {
      if (over) {
        return;
      }
      full = waiting.length() > MOST_WAITING || !limits.take(events.length());
      if (!full) {
        waiting.append(events);
        held += events.length();
      }
    }
    if (full) {
      abort(new IllegalStateException("the page does not read"));
      // A write is under way that may never end.
      request.getConnectionMetaData().getConnection().getEndPoint().close();
    } else {
      iterate();
    }
  }

  /** Ends the stream when all is written. */
  public void end() {
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
      // What was under way is written.
      limits.give(held - waiting.length());
      held = waiting.length();
      if (lastWritten) {
        return Action.SUCCEEDED;
      }
      if (waiting.isEmpty() && !ending) {
        return Action.IDLE;
      }
      next = ByteBuffer.wrap(waiting.toString().getBytes(StandardCharsets.UTF_8));
      waiting.setLength(0);
      // Otherwise it keeps the room of the most that has ever waited, for each page.
      waiting.trimToSize();
      last = ending;
      lastWritten = last;
    }
    response.write(last, next, this);
    return Action.SCHEDULED;
  }

  @Override
  protected void onAborted(Throwable cause) {
    // Not in onCompleteFailure only, which waits for a write that may never end.
    finish();
  }

  @Override
  protected void onCompleteSuccess() {
    finish();
    callback.succeeded();
  }

  @Override
  protected void onCompleteFailure(Throwable cause) {
    finish();
    callback.failed(cause);
  }

  private void finish() {
    synchronized (waiting) {
      over = true;
      waiting.setLength(0);
      waiting.trimToSize();
      limits.give(held);
      held = 0;
    }
    onEnd.run();
  }
}
