package org.threadless.http;

import java.util.Optional;
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
 * carry them. So a request is read before it gets one, and whoever asks how things are never gets
 * one.
 */
final class RequestThreads extends Handler.Wrapper {

  private static final Executor VIRTUAL = VirtualThreads.getNamedVirtualThreadsExecutor("http-");

  private RequestThreads(Handler handler) {
    super(handler);
  }

  /** Returns what handles requests on the right threads. */
  static Handler of(Handler handler) {
    return VirtualThreads.areSupported() ? new RequestThreads(handler) : handler;
  }

  /** Returns what runs that which may block for a request. */
  static Executor of(Request request) {
    return VirtualThreads.areSupported() && !isAboutHealth(request)
        ? VIRTUAL
        : request.getConnectionMetaData().getConnector().getExecutor();
  }

  private static boolean isAboutHealth(Request request) {
    String path = Optional.ofNullable(request.getHttpURI().getCanonicalPath()).orElse("");
    return RepeatedSlashHandler.single(path).startsWith(HealthHandler.PATH + "/");
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
