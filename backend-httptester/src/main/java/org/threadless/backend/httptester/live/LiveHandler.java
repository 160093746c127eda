package org.threadless.backend.httptester.live;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.Graceful;
import org.threadless.backend.httptester.phone.PhoneHandler;
import org.threadless.http.request.FormReader;
import org.threadless.http.request.IdentityReader;
import org.threadless.http.request.RequestException;
import org.threadless.http.response.Answers;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.web.live.LiveEvent;
import org.threadless.web.live.LiveStream;
import org.threadless.web.live.PageLimits;

/**
 * Tells a page what is new, as server-sent events: {@code GET
 * <identity>/live?since=<milliseconds>&cleared=<version>}. No thread waits for it. A browser that
 * comes back says in {@code Last-Event-ID} what it knows.
 */
public final class LiveHandler extends PhoneHandler implements Graceful {

  // Longer than the pause between two looks, and short enough for a person to wait.
  private static final int RETRY_MILLISECONDS = 1000;

  // Until the year 2286.
  private static final Pattern MOMENT = Pattern.compile("[0-9]{1,13}");

  private final NewsWatcher watcher;
  private final PageLimits limits;
  private final InstantSource clock;
  private volatile boolean shutdown;

  public LiveHandler(
      BackendName backend,
      IdentityReader identities,
      NewsWatcher watcher,
      PageLimits limits,
      InstantSource clock) {
    super(backend, identities, "live", HttpMethod.GET);
    this.watcher = watcher;
    this.limits = limits;
    this.clock = clock;
  }

  @Override
  protected void answer(
      Connection connection, Request request, Response response, Callback callback) {
    if ("navigate".equals(request.getHeaders().get("Sec-Fetch-Mode"))) {
      // Links of other sites may lead to pages; nobody has anything of a stream as a page.
      throw new RequestException(403, "only a page can read this");
    }
    Instant since = since(request);
    Optional<String> cleared = FormReader.of(request).optional("cleared");
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream");
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    if (HttpMethod.HEAD.is(request.getMethod())) {
      callback.succeeded();
      return;
    }
    OpenPage[] page = new OpenPage[1];
    LiveStream stream =
        new LiveStream(request, response, callback, limits, () -> watcher.leave(page[0]));
    page[0] = new OpenPage(connection, since, cleared, stream);
    if (watcher.join(page[0])) {
      stream.send(LiveEvent.retryAfter(RETRY_MILLISECONDS));
    } else {
      Answers.tryAgainLater(response, callback, "too many pages are open");
    }
  }

  private Instant since(Request request) {
    String id = request.getHeaders().get("Last-Event-ID");
    Optional<String> moment =
        id == null ? FormReader.of(request).optional("since") : Optional.of(id);
    if (moment.filter(text -> !MOMENT.matcher(text).matches()).isPresent()) {
      throw RequestException.badField("since", "must be a number of milliseconds");
    }
    return moment.map(Long::valueOf).map(Instant::ofEpochMilli).orElseGet(clock::instant);
  }

  /** Ends the streams first: they would keep the server from stopping. */
  @Override
  public CompletableFuture<Void> shutdown() {
    shutdown = true;
    watcher.close();
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public boolean isShutdown() {
    return shutdown;
  }
}
