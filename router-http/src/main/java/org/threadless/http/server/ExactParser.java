package org.threadless.http.server;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpParser;

/**
 * Takes requests whose query was not percent-encoded. What may not stand in one is masked for
 * Jetty, which would refuse the request, and put back by {@link #exact}. A first line that is
 * plain, as most are, goes by untouched.
 */
final class ExactParser extends HttpParser {

  /** What Jetty takes for the target of a request that it could not read. */
  private static final String UNREAD = "/badMessage";

  private static final String WITHOUT_VERSION =
      "the first line does not end in HTTP/1.1: percent-encode what is in the URL";

  private final int longest;
  private FirstLine line = new FirstLine();

  ExactParser(RequestHandler handler, int maxHeaderBytes, HttpCompliance compliance) {
    super(handler, maxHeaderBytes, compliance);
    this.longest = maxHeaderBytes;
  }

  @Override
  public boolean parseNext(ByteBuffer buffer) {
    if (!isStart() || (line.isEmpty() && FirstLine.isPlain(buffer))) {
      return super.parseNext(buffer);
    }
    line.take(buffer);
    if (!line.isWhole() && line.length() <= longest && !isAtEOF()) {
      return false;
    }
    return super.parseNext(line.masked()) || super.parseNext(buffer);
  }

  @Override
  protected void badMessage(HttpException failure) {
    boolean endless = line.isWhole() && line.isWithoutVersion();
    super.badMessage(
        endless
            ? new HttpException.RuntimeException(400, WITHOUT_VERSION, (Throwable) failure)
            : failure);
  }

  @Override
  public void reset() {
    super.reset();
    if (!line.isEmpty()) {
      line = new FirstLine();
    }
  }

  /**
   * Returns a request's target with each byte of its query as it came; of a request that could not
   * be read, as much of the path as is known.
   */
  String exact(String target) {
    if (line.isEmpty()) {
      return target;
    }
    return target.equals(UNREAD) ? line.path().orElse(target) : line.exact(target);
  }
}
