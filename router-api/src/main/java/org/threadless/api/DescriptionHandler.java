package org.threadless.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.threadless.http.response.Answers;

/**
 * Serves {@code openapi.yaml}, which says what the API takes and answers, and the page that shows
 * it; to anybody.
 */
final class DescriptionHandler extends Handler.Abstract {

  private final Map<String, Served> files = new HashMap<>();

  DescriptionHandler() {
    // RFC 9512 registers it.
    add("/openapi.yaml", "openapi.yaml", "application/yaml");
    add("/", "page/index.html", "text/html; charset=UTF-8");
    add("/page.js", "page/page.js", "text/javascript; charset=UTF-8");
    add("/swagger-ui-bundle.js", "page/swagger-ui-bundle.js", "text/javascript; charset=UTF-8");
    add("/swagger-ui.css", "page/swagger-ui.css", "text/css; charset=UTF-8");
  }

  /** A file, which is not changed while the router runs. */
  private record Served(String type, ByteBuffer bytes) {}

  private void add(String path, String file, String type) {
    files.put(path, new Served(type, ByteBuffer.wrap(read(file)).asReadOnlyBuffer()));
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Served file = files.get(Request.getPathInContext(request));
    if (file == null) {
      return false;
    }
    if (!Answers.isTaken(request, Set.of(HttpMethod.GET))) {
      Answers.methodNotAllowed(response, callback, Set.of(HttpMethod.GET));
      return true;
    }
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, file.type());
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, file.bytes().remaining());
    // Another version of the router has others.
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "max-age=600");
    response.write(true, file.bytes().slice(), callback);
    return true;
  }

  private static byte[] read(String name) {
    try (InputStream file =
        Objects.requireNonNull(DescriptionHandler.class.getResourceAsStream(name), name)) {
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}
