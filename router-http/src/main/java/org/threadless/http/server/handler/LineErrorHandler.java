package org.threadless.http.server.handler;

import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.threadless.http.response.Answers;
import org.threadless.router.loop.OutOfMemory;

/** Answers what no backend answers with one line of plain text that gives nothing away. */
public final class LineErrorHandler extends ErrorHandler {

  private static final String TOO_LONG =
      "the request line and its header are longer than http.max-header allows";

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int code,
      String message,
      Throwable cause,
      Callback callback) {
    // Jetty makes an answer of everything that a handler throws.
    OutOfMemory.end(cause);
    if (code == 503) {
      Answers.tryAgainLater(response, callback, line(code, cause));
    } else {
      Answers.line(response, callback, code, line(code, cause));
    }
  }

  private static String line(int code, Throwable cause) {
    return switch (code) {
      case 400 -> "the request cannot be read" + why(cause);
      case 404 -> "nothing is here";
      case 413 -> "the request is too large";
      case 414, 431 -> TOO_LONG;
      case 500 -> "an error on our side; the server's log says more";
      case 503 -> "not now; send it again later";
      default -> HttpStatus.getMessage(code);
    };
  }

  // What the parser says, of what the caller has sent.
  private static String why(Throwable cause) {
    return cause instanceof HttpException bad && bad.getReason() != null
        ? ": " + bad.getReason()
        : "";
  }
}
