package org.threadless.api.call;

import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;

/** A call that cannot be answered as it is meant to be. */
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;
  private final transient Map<HttpHeader, String> headers;
  private final String forLog;

  public ProblemException(Problem problem) {
    this(problem, Map.of());
  }

  /** The same with headers that say what to do. */
  public ProblemException(Problem problem, Map<HttpHeader, String> headers) {
    this(problem, headers, problem.detail());
  }

  /** The same with another line for the log, which may say more than the caller is told. */
  ProblemException(Problem problem, Map<HttpHeader, String> headers, String forLog) {
    super(problem.detail());
    this.problem = problem;
    this.headers = Map.copyOf(headers);
    this.forLog = forLog;
  }

  /** Says that one field is wrong. */
  public static ProblemException of(String field, String problem) {
    return new ProblemException(Problem.of(List.of(new FieldProblem(field, problem))));
  }

  /** Says that something is not there. */
  public static ProblemException notFound(String detail) {
    return new ProblemException(Problem.of(404, detail));
  }

  /** Says that it cannot be done as things are now. */
  public static ProblemException conflict(String detail) {
    return new ProblemException(Problem.of(409, detail));
  }

  public Problem problem() {
    return problem;
  }

  /** Returns what the log has of it. */
  String forLog() {
    return forLog;
  }

  /** Returns headers of the answer. */
  public Map<HttpHeader, String> headers() {
    return headers;
  }
}
