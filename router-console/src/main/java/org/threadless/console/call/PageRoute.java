package org.threadless.console.call;

import org.eclipse.jetty.http.HttpMethod;
import org.threadless.http.path.PathTemplate;
import org.threadless.router.engine.access.user.Role;

/**
 * One thing that the console shows or does.
 *
 * @param method GET for what is looked at, POST for what changes something
 * @param path below {@code /console}
 * @param least the role that a visitor has to have, or one that includes it
 * @param work does it
 */
public record PageRoute(HttpMethod method, PathTemplate path, Role least, Work work) {

  /** Does what a route is for. */
  @FunctionalInterface
  public interface Work {

    /**
     * Does it.
     *
     * @throws org.threadless.http.request.RequestException where it cannot be done; people read its
     *     message
     */
    Reply answer(Visit visit);
  }

  /** Returns one that shows something, at a path such as {@code /messages/{id}}. */
  public static PageRoute get(String path, Role least, Work work) {
    return new PageRoute(HttpMethod.GET, new PathTemplate(path), least, work);
  }

  /** Returns one that changes something, which no reader may. */
  public static PageRoute post(String path, Role least, Work work) {
    if (least == Role.READER) {
      throw new IllegalArgumentException("readers change nothing: " + path);
    }
    return new PageRoute(HttpMethod.POST, new PathTemplate(path), least, work);
  }
}
