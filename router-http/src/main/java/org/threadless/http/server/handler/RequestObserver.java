package org.threadless.http.server.handler;

import java.util.function.UnaryOperator;
import org.threadless.router.engine.observing.Observation;

/**
 * Sees the requests by which programs bring something, on the threads that deal with them: those to
 * backends, and those to endpoints that have no pages and need apps. As with what else is observed,
 * no method may throw or block.
 */
@FunctionalInterface
public interface RequestObserver {

  /** Sees nothing, and costs nothing. */
  RequestObserver NONE = (method, route, header) -> Observation.none();

  /**
   * A request is dealt with, whose body has been read. Around all else that is done on this thread
   * for it. Ends with the status that it was answered with; 0 where it is not answered yet.
   *
   * @param route the path of the backend or the endpoint; what is below it may tell who somebody is
   * @param header returns a header of the request by its name; null where there is none
   */
  Observation<Integer> handling(String method, String route, UnaryOperator<String> header);
}
