package org.threadless.http.request;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.BufferUtil;

/** The body of a request, all of it, as bytes. That of a GET is not looked at. */
public final class RequestBody {

  private static final Set<String> WITHOUT = Set.of("GET", "HEAD");

  // What a type is made of (RFC 9110, 5.6.2), so that nothing else of a caller's gets into a log.
  private static final int LONGEST_TYPE = 80;

  private final byte[] bytes;
  private final String type;

  private RequestBody(byte[] bytes, String type) {
    this.bytes = bytes;
    this.type = type;
  }

  /**
   * Reads the body of a request, which can be done once. Waits for it.
   *
   * @throws RequestException where it is compressed, or larger than may be there, or breaks off
   */
  public static RequestBody of(Request request) {
    if (WITHOUT.contains(request.getMethod())) {
      return new RequestBody(new byte[0], "");
    }
    byte[] bytes = bytes(request);
    String encoding = firstOf(request, HttpHeader.CONTENT_ENCODING);
    if (bytes.length > 0 && !encoding.isEmpty() && !encoding.equals("identity")) {
      throw notTaken("content encoding", encoding);
    }
    return new RequestBody(bytes, firstOf(request, HttpHeader.CONTENT_TYPE));
  }

  /** Returns its bytes, which nobody may change. */
  public byte[] bytes() {
    return bytes;
  }

  /** Returns its media type in small letters, without parameters; empty where nothing says it. */
  public String type() {
    return type;
  }

  static RequestException notTaken(String what, String type) {
    String shown = type.replaceAll("[^a-z0-9/+._-]", "?");
    return new RequestException(
        415,
        "the "
            + what
            + " "
            + shown.substring(0, Math.min(shown.length(), LONGEST_TYPE))
            + " is not taken here: send a form");
  }

  private static String firstOf(Request request, HttpHeader header) {
    String value = Optional.ofNullable(request.getHeaders().get(header)).orElse("");
    int end = value.indexOf(';');
    return (end < 0 ? value : value.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }

  private static byte[] bytes(Request request) {
    try {
      return BufferUtil.toArray(Content.Source.asByteBuffer(request));
    } catch (IOException | RuntimeException e) {
      throw isTooLarge(e)
          ? new RequestException(413, "the request is too large")
          : new RequestException(400, "the request ended before its end");
    }
  }

  private static boolean isTooLarge(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof HttpException http && http.getCode() == 413) {
        return true;
      }
    }
    return false;
  }
}
