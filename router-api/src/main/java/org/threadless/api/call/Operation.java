package org.threadless.api.call;

import org.eclipse.jetty.http.HttpMethod;
import org.threadless.http.path.PathTemplate;
import org.threadless.router.engine.access.token.Right;

/**
 * One thing that the API does; {@code openapi.yaml} describes it.
 *
 * @param method of HTTP
 * @param path below {@code /api/v1}
 * @param right that a token has to have
 * @param hasQuery whether the query says something; where not, there must be none
 * @param work does it
 */
public record Operation(
    HttpMethod method, PathTemplate path, Right right, boolean hasQuery, Work work) {

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

  /** Returns one at a path such as {@code /messages/{id}}, without a query. */
  public static Operation of(HttpMethod method, String path, Right right, Work work) {
    return new Operation(method, new PathTemplate(path), right, false, work);
  }

  /** Returns one whose work reads the query, and refuses what it does not know in it. */
  public static Operation withQuery(HttpMethod method, String path, Right right, Work work) {
    return new Operation(method, new PathTemplate(path), right, true, work);
  }

  /** Returns whether it changes something. */
  boolean changes() {
    return method != HttpMethod.GET;
  }
}
