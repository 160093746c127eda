package org.threadless.console.call;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.http.request.RequestException;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.loop.Tellable;

/**
 * Hands out files, a few at once whoever asks: each has a thread, and asks the database again and
 * again, for as long as it is written. For threads of requests.
 */
@Singleton
public final class Downloads {

  /** How many are handed out at once. */
  static final int AT_ONCE = 4;

  private static final Logger log = LoggerFactory.getLogger(Downloads.class);

  private final Semaphore free = new Semaphore(AT_ONCE);

  /**
   * Writes a file, and ends the answer.
   *
   * @param visitor who asks for it
   * @throws RequestException where as many as may be are handed out already; nothing is written
   *     then
   */
  void write(Reply.Download download, String visitor, Response response, Callback callback) {
    if (!free.tryAcquire()) {
      log.warn(
          "{} is not handed out to {} now: {} downloads are in progress",
          download.name(),
          visitor,
          AT_ONCE);
      throw new RequestException(
          503, "As many downloads are in progress as may be at once. Try it again in a minute.");
    }
    try {
      write(download, response, callback);
    } finally {
      free.release();
    }
  }

  private static void write(Reply.Download download, Response response, Callback callback) {
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/csv; charset=UTF-8");
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response
        .getHeaders()
        .put("Content-Disposition", "attachment; filename=\"" + download.name() + "\"");
    Writer writer =
        new OutputStreamWriter(Content.Sink.asOutputStream(response), StandardCharsets.UTF_8);
    try {
      download.rows().write(writer);
      writer.close();
    } catch (IOException e) {
      // It is not closed: what has been sent of it must not look like all of it.
      callback.failed(e);
      return;
    } catch (RuntimeException e) {
      if (!response.isCommitted()) {
        throw e;
      }
      tell(download, e);
      callback.failed(e);
      return;
    }
    callback.succeeded();
  }

  private static void tell(Reply.Download download, RuntimeException e) {
    if (e instanceof StoreUnavailableException) {
      log.error("{} is cut off: the database cannot be used now", download.name());
    } else {
      log.error("{} is cut off", download.name(), Tellable.of(e));
    }
  }
}
