package org.threadless.http.server.handler;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.VirtualThreads;
import org.threadless.router.loop.OutOfMemory;
import org.threadless.router.loop.Tellable;

/**
 * Hands each request to a thread of its own, where the JVM has virtual threads. These are not taken
 * off the processor while they compute, and apps that do nothing else can have all the threads that
 * carry them. So a request is read before it gets one, and whoever asks for what is to be answered
 * whatever they do, how things are say, never gets one.
 */
public final class RequestThreads extends Handler.Wrapper {

  private static final Executor VIRTUAL = VirtualThreads.getNamedVirtualThreadsExecutor("http-");

  private final Set<String> neverVirtual;

  /**
   * @param neverVirtual paths, each with a slash at its end, below which no request gets a virtual
   *     thread
   */
  public RequestThreads(Set<String> neverVirtual) {
    this.neverVirtual = Set.copyOf(neverVirtual);
  }

  /** Returns what lets this handle requests on the right threads. */
  public Handler around(Handler handler) {
    if (!VirtualThreads.areSupported()) {
      return handler;
    }
    setHandler(handler);
    return this;
  }

  /** Returns what runs that which may block for a request. */
  Executor of(Request request) {
    return VirtualThreads.areSupported() && !isNeverVirtual(request)
        ? VIRTUAL
        : request.getConnectionMetaData().getConnector().getExecutor();
  }

  private boolean isNeverVirtual(Request request) {
    String path = Optional.ofNullable(request.getHttpURI().getCanonicalPath()).orElse("");
    String asked = RepeatedSlashHandler.single(path) + "/";
    return neverVirtual.stream().anyMatch(asked::startsWith);
  }

  /** Handing over blocks nobody: the thread that reads what comes does it by itself. */
  @Override
  public InvocationType getInvocationType() {
    return InvocationType.NON_BLOCKING;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    of(request).execute(() -> handleHere(request, response, callback));
    return true;
  }

  private void handleHere(Request request, Response response, Callback callback) {
    try {
      if (!super.handle(request, response, callback)) {
        Response.writeError(request, response, callback, 404);
      }
    } catch (Throwable e) {
      OutOfMemory.end(e);
      // As Jetty does where it calls a handler itself.
      callback.failed(Tellable.of(e));
    }
  }
}
