package org.threadless.web.asset;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.threadless.http.response.Answers;

/** Serves the style sheets and scripts of pages, to be kept for ever. */
public final class AssetHandler extends Handler.Abstract.NonBlocking {

  private static final Set<HttpMethod> GET = Set.of(HttpMethod.GET);

  private final Assets assets;

  /** Serves these, and knows nothing of any other path. */
  public AssetHandler(Assets assets) {
    this.assets = assets;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String path = Request.getPathInContext(request);
    String folder = assets.folder() + "/";
    if (path == null || !path.startsWith(folder) || !Answers.isTaken(request, GET)) {
      return false;
    }
    String name = path.substring(folder.length());
    Optional<byte[]> file = assets.file(name);
    file.ifPresent(bytes -> send(name, bytes, response, callback));
    return file.isPresent();
  }

  private static void send(String name, byte[] bytes, Response response, Callback callback) {
    response
        .getHeaders()
        .put(
            HttpHeader.CONTENT_TYPE,
            name.endsWith(".css") ? "text/css; charset=UTF-8" : "text/javascript; charset=UTF-8");
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "public, max-age=31536000, immutable");
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
    response.write(true, ByteBuffer.wrap(bytes), callback);
  }
}
