package org.threadless.http.server.handler;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.content.ByteBufferContentSource;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.eclipse.jetty.util.thread.Scheduler;
import org.threadless.http.endpoint.Endpoint;
import org.threadless.http.response.Answers;
import org.threadless.http.server.connection.ConnectionLimits;
import org.threadless.router.loop.OutOfMemory;
import org.threadless.router.loop.Tellable;

/**
 * Lets a request through when its body is here as a whole. No thread waits for it, whatever time a
 * client takes, and that is bounded: see {@link org.threadless.http.server.connection.ClientTimes}.
 * A body that comes later is read by the thread that reads what comes, and its request goes on with
 * one of its own. What may be larger than most shares a bounded room with all others of its kind.
 */
public final class BodyHandler extends Handler.Wrapper {

  // So much of a body that is too large is still read: a client that sends when the connection is
  // closed may never see why (RFC 9112, 9.6).
  private static final int PASSED_OVER = 16 * Endpoint.DEFAULT_REQUEST_BYTES;

  private final Shared shared;
  private final int most;
  private final Predicate<Request> mayBringMuch;
  private final long passedOver;

  /**
   * What all of them share.
   *
   * @param connections told when a request is worked on
   * @param threads what a request goes on with
   * @param room for bodies that are larger than most may be
   */
  public record Shared(ConnectionLimits connections, RequestThreads threads, BodyRoom room) {}

  /**
   * @param most how large a body may be, in bytes
   * @param mayBringMuch whether a request may bring more than most may; may block
   */
  public BodyHandler(Shared shared, int most, Predicate<Request> mayBringMuch, Handler handler) {
    super(handler);
    this.shared = shared;
    this.most = most;
    this.mayBringMuch = mayBringMuch;
    this.passedOver = Math.max(PASSED_OVER, 2L * most);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (request.getLength() == 0) {
      shared.connections().works(request);
      return super.handle(request, response, callback);
    }
    if (request.getLength() > passedOver) {
      tooLarge(response, callback);
      return true;
    }
    new Reading(request, response, callback, isStranger(request)).read(Runnable::run);
    return true;
  }

  /** Returns whether it may be larger than most may, and must not be. */
  private boolean isStranger(Request request) {
    boolean small =
        request.getLength() >= 0 && request.getLength() <= Endpoint.DEFAULT_REQUEST_BYTES;
    return most > Endpoint.DEFAULT_REQUEST_BYTES && !small && !mayBringMuch.test(request);
  }

  private void tooLarge(Response response, Callback callback) {
    boolean even = most % (1024 * 1024) == 0;
    String limit = even ? most / (1024 * 1024) + " MiB" : most / 1024 + " KiB";
    Answers.line(response, callback, 413, "the request is larger than " + limit);
  }

  private static void noRoom(Response response, Callback callback) {
    Answers.tryAgainLater(
        response, callback, "too many large requests come at once; send it again later");
  }

  private void handleWhole(Request request, Response response, Callback callback) {
    shared.connections().works(request);
    try {
      if (!super.handle(request, response, callback)) {
        Response.writeError(request, response, callback, 404);
      }
    } catch (Throwable e) {
      OutOfMemory.end(e);
      Response.writeError(request, response, callback, Tellable.of(e));
    }
  }

  /** One body on its way. */
  private final class Reading {

    private final Request request;
    private final Response response;
    private final Callback callback;
    private final boolean stranger;
    // Copied: a chunk of one byte would keep the whole buffer that it came in.
    private ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final AtomicBoolean over = new AtomicBoolean();
    private final BodyRoom.Part room;
    private final Scheduler.Task deadline;
    private Optional<Runnable> refusal = Optional.empty();
    private long length;

    Reading(Request request, Response response, Callback callback, boolean stranger) {
      this.request = request;
      this.response = response;
      this.callback = callback;
      this.stranger = stranger;
      this.room = shared.room().part();
      if (most > Endpoint.DEFAULT_REQUEST_BYTES) {
        Request.addCompletionListener(request, failure -> room.end());
      }
      this.deadline =
          getServer()
              .getScheduler()
              .schedule(
                  this::tooSlow,
                  shared.connections().bodyTime(most).toMillis(),
                  TimeUnit.MILLISECONDS);
    }

    private void brokenOff() {
      if (getServer().isStopping()) {
        // That was us: the same again is welcome after the start.
        Answers.tryAgainLater(response, callback, "the router stops; send it again later");
      } else {
        // Mostly the client has gone, which is nothing for the log.
        Answers.line(response, callback, 400, "the body broke off, or is malformed");
      }
    }

    /**
     * Takes what is here.
     *
     * @param threads what the request goes on with where this is all of it
     */
    void read(Executor threads) {
      while (!over.get()) {
        Content.Chunk chunk = request.read();
        if (chunk == null) {
          request.demand(Invocable.from(InvocationType.NON_BLOCKING, this::readMore));
          return;
        }
        if (Content.Chunk.isFailure(chunk)) {
          end(threads, this::brokenOff);
          return;
        }
        take(chunk, threads);
      }
    }

    // On a thread that all connections need.
    private void readMore() {
      read(shared.threads().of(request));
    }

    private void take(Content.Chunk chunk, Executor threads) {
      length += chunk.remaining();
      if (refusal.isEmpty()) {
        keep(chunk);
      }
      boolean last = chunk.isLast();
      chunk.release();
      if (refusal.isPresent()) {
        if (last || length > passedOver) {
          end(threads, refusal.get());
        }
      } else if (last) {
        Request whole = new Whole(request, bytes.toByteArray());
        end(threads, () -> handleWhole(whole, response, callback));
      }
    }

    private void keep(Content.Chunk chunk) {
      if (length > most) {
        refuse(() -> tooLarge(response, callback));
      } else if (length > Endpoint.DEFAULT_REQUEST_BYTES && stranger) {
        refuse(() -> handleWhole(new Whole(request, new byte[0]), response, callback));
      } else if (length > Endpoint.DEFAULT_REQUEST_BYTES && !room.take(chunk.remaining())) {
        refuse(() -> noRoom(response, callback));
      } else {
        byte[] part = new byte[chunk.remaining()];
        chunk.getByteBuffer().get(part);
        bytes.writeBytes(part);
      }
    }

    private void refuse(Runnable answer) {
      refusal = Optional.of(answer);
      bytes = new ByteArrayOutputStream(0);
      room.end();
    }

    private void tooSlow() {
      end(
          shared.threads().of(request),
          () -> {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
            Answers.line(response, callback, 408, "the body did not come in time; send it at once");
          });
    }

    private void end(Executor threads, Runnable answer) {
      if (over.compareAndSet(false, true)) {
        deadline.cancel();
        threads.execute(answer);
      }
    }
  }

  /** A request whose body is here. */
  private static final class Whole extends Request.Wrapper {

    private final ByteBufferContentSource body;

    Whole(Request request, byte[] body) {
      super(request);
      this.body = new ByteBufferContentSource(ByteBuffer.wrap(body));
    }

    @Override
    public long getLength() {
      return body.getLength();
    }

    @Override
    public Content.Chunk read() {
      return body.read();
    }

    @Override
    public void demand(Runnable demandCallback) {
      body.demand(demandCallback);
    }

    @Override
    public void fail(Throwable failure) {
      body.fail(failure);
    }
  }
}
