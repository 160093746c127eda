package org.threadless.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.threadless.http.Answers;

/** Serves {@code openapi.yaml}, which says what the API takes and answers; to anybody. */
final class DescriptionHandler extends Handler.Abstract {

  private static final String FILE = "openapi.yaml";

  private final byte[] description = read();

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    if (!("/" + FILE).equals(Request.getPathInContext(request))) {
      return false;
    }
    if (!Answers.isTaken(request, Set.of(HttpMethod.GET))) {
      Answers.methodNotAllowed(response, callback, Set.of(HttpMethod.GET));
      return true;
    }
    // RFC 9512 registers it.
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/yaml");
    response.write(true, ByteBuffer.wrap(description), callback);
    return true;
  }

  private static byte[] read() {
    try (InputStream file = DescriptionHandler.class.getResourceAsStream(FILE)) {
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(FILE, e);
    }
  }
}
