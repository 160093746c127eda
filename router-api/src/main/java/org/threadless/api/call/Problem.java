package org.threadless.api.call;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.jetty.http.HttpStatus;

/**
 * Why a call was not answered as it was meant to be (RFC 9457).
 *
 * @param title the status in words
 * @param status of HTTP
 * @param detail what is wrong, and what to do, in one line
 * @param errors the fields that are wrong; empty where it is something else
 */
public record Problem(
    String title,
    int status,
    String detail,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldProblem> errors) {

  /** The media type of problems (RFC 9457, 3). */
  public static final String TYPE = "application/problem+json";

  /** Returns one that is about no field. */
  public static Problem of(int status, String detail) {
    return new Problem(HttpStatus.getMessage(status), status, detail, List.of());
  }

  /** Returns one of a call whose fields are wrong: it names the first of them. */
  public static Problem of(List<FieldProblem> errors) {
    FieldProblems problems = new FieldProblems();
    errors.forEach(each -> problems.add(each.field(), each.problem()));
    return of(problems);
  }

  static Problem of(FieldProblems problems) {
    return new Problem(
        HttpStatus.getMessage(HttpStatus.UNPROCESSABLE_ENTITY_422),
        HttpStatus.UNPROCESSABLE_ENTITY_422,
        problems.line(),
        problems.first());
  }
}
