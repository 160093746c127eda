package org.threadless.http.server.handler;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.threadless.router.engine.observing.Observation;

/** Lets somebody see the requests to one backend or endpoint. */
public final class ObservedHandler extends Handler.Wrapper {

  private final RequestObserver observer;
  private final String route;

  private ObservedHandler(Handler handler, RequestObserver observer, String route) {
    super(handler);
    this.observer = observer;
    this.route = route;
  }

  /**
   * Returns the handler itself where nobody sees anything.
   *
   * @param route the path of the backend or the endpoint
   */
  public static Handler around(Handler handler, RequestObserver observer, String route) {
    return observer == RequestObserver.NONE
        ? handler
        : new ObservedHandler(handler, observer, route);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Observation<Integer> observation =
        observer.handling(request.getMethod(), route, name -> request.getHeaders().get(name));
    try {
      boolean handled = super.handle(request, response, callback);
      observation.ended(response.getStatus());
      return handled;
    } catch (Throwable e) {
      observation.failed(e);
      throw e;
    }
  }
}
