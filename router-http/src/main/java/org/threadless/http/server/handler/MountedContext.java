package org.threadless.http.server.handler;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.util.VirtualThreads;

/** Serves what is below a path, and may be put in the place of another while the server runs. */
public final class MountedContext extends ContextHandler {

  /**
   * @param path without a slash at its end
   */
  public MountedContext(Handler handler, String path) {
    super(handler, path);
  }

  /**
   * With virtual threads, {@link RequestThreads} has given the request one that may wait. The
   * server counts as one that never blocks then, and takes nothing new that says it does.
   */
  @Override
  public InvocationType getInvocationType() {
    return VirtualThreads.areSupported() ? InvocationType.NON_BLOCKING : super.getInvocationType();
  }
}
