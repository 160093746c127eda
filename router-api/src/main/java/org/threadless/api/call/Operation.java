package org.threadless.api.call;

import org.eclipse.jetty.http.HttpMethod;
import org.threadless.http.path.PathTemplate;
import org.threadless.router.engine.access.Right;

/**
 * One thing that the API does; {@code openapi.yaml} describes it.
 *
 * @param method of HTTP
 * @param path below {@code /api/v1}
 * @param right that a token has to have
 * @param work does it
 */
public record Operation(HttpMethod method, PathTemplate path, Right right, Work work) {

  /** Does what an operation is for. */
  @FunctionalInterface
  public interface Work {

    /**
     * Does it.
     *
     * @throws ProblemException where it cannot be done
     */
    CallAnswer answer(Call call);
  }

  /** Returns one at a path such as {@code /messages/{id}}. */
  public static Operation of(HttpMethod method, String path, Right right, Work work) {
    return new Operation(method, new PathTemplate(path), right, work);
  }
}
