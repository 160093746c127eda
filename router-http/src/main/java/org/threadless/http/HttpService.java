package org.threadless.http;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.threadless.router.backend.Backend;
import org.threadless.router.engine.backend.Backends;
import org.threadless.router.engine.backend.ConfiguredBackend;
import org.threadless.router.engine.backlog.WaitingSummary;
import org.threadless.router.engine.call.Occupancy;
import org.threadless.router.engine.sending.FailedMessages;
import org.threadless.router.engine.sending.Outage;
import org.threadless.router.engine.store.Hold;
import org.threadless.router.loop.OutOfMemory;
import org.threadless.router.loop.Tellable;
import org.threadless.router.message.BackendName;

/**
 * Listens for HTTP, with one handler for each configured backend whose gateway speaks it. Requests
 * run on virtual threads where the JVM has them (21 and later), else on a pool of threads; those
 * about the server's health always on the pool.
 */
@Singleton
public final class HttpService implements AutoCloseable {

  /** The largest request body that is taken, in bytes. */
  public static final int MAX_REQUEST_BYTES = 64 * 1024;

  static final String TOO_LARGE = "the request is larger than 64 KiB";

  private static final int SPARE_THREADS = 50;

  // Thousands of clients may connect at the same moment; the system may allow fewer.
  private static final int ACCEPT_QUEUE = 4096;

  // A server that closes idle connections before the gateway does loses messages: Kannel sends on a
  // connection that it believes open. Its own http-timeout is 240 s (Kannel user guide, 6.2).
  private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(5);

  private final HttpSettings settings;
  private final Server server;
  private final ServerConnector connector;
  private final Refusals refusals;
  private final Carriers carriers = new Carriers();

  @Inject
  HttpService(
      HttpSettings settings,
      Backends backends,
      WaitingSummary waiting,
      FailedMessages failed,
      Outage.Source outages,
      Hold.Source holds,
      Occupancy.Source places) {
    this(settings, backends, waiting, failed, outages, holds, places, ClientTimes.DEFAULT);
  }

  HttpService(
      HttpSettings settings,
      Backends backends,
      WaitingSummary waiting,
      FailedMessages failed,
      Outage.Source outages,
      Hold.Source holds,
      Occupancy.Source places,
      ClientTimes times) {
    this.settings = settings;
    this.server = new Server(threads(settings));
    this.connector = new ServerConnector(server, new ExactConnections(configuration(settings)));
    connector.setHost(settings.host());
    connector.setPort(settings.port());
    connector.setIdleTimeout(IDLE_TIMEOUT.toMillis());
    connector.setAcceptQueueSize(ACCEPT_QUEUE);
    server.addConnector(connector);
    server.setErrorHandler(new LineErrorHandler());
    this.refusals = new Refusals(new MountedNames(backends), this::later);
    server.setRequestLog(refusals);
    HealthHandler health = new HealthHandler(waiting, failed, outages, holds, refusals, places);
    ConnectionLimits limits = new ConnectionLimits(settings, times);
    connector.addBean(limits, false);
    // These two never block. They come first: who waits for a thread has sent its request, and a
    // stop waits for it.
    limits.setHandler(
        new GracefulHandler(
            RequestThreads.of(
                new RepeatedSlashHandler(mounted(settings, backends, health, limits)))));
    server.setHandler(limits);
  }

  /** Returns the path that a backend is reached at: {@code /<engine>/<backend name>/}. */
  public static String path(String engine, BackendName name) {
    return "/" + engine + "/" + name + "/";
  }

  /** Returns the URL of the root of a server that listens there. */
  public static URI url(String host, int port) {
    return URI.create(
        "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port + "/");
  }

  /**
   * Listens from now on.
   *
   * @return the URL of the root, with the real port
   * @throws IOException where the port is taken or the host is not ours; its message is for the
   *     user
   */
  public URI start() throws IOException {
    try {
      server.start();
      carriers.start();
    } catch (IOException e) {
      close();
      throw ListenFailure.of(settings, e);
    } catch (Exception e) {
      close();
      throw new IllegalStateException("cannot start the HTTP server", e);
    }
    return url(settings.host(), connector.getLocalPort());
  }

  /** Stops, and waits for the running requests as long as the settings say. */
  @Override
  public void close() {
    close(settings.stopTimeout());
  }

  /** Refuses new requests, waits for the running ones so long, and closes all connections. */
  public void close(Duration patience) {
    server.setStopTimeout(patience.toMillis());
    try {
      server.stop();
    } catch (Exception e) {
      // Requests that did not end in time: they are cut off, as promised.
      server.destroy();
    } finally {
      carriers.close();
      refusals.close();
    }
  }

  private void later(Runnable work, Duration after) {
    server.getScheduler().schedule(work, after.toMillis(), TimeUnit.MILLISECONDS);
  }

  Refusals refusals() {
    return refusals;
  }

  private static QueuedThreadPool threads(HttpSettings settings) {
    // Without virtual threads each message in progress has one of these; the others are there to
    // accept and read, to refuse what is too much, and to answer whoever asks how things are.
    int platform = VirtualThreads.areSupported() ? 0 : settings.maxConcurrent();
    QueuedThreadPool threads = new QueuedThreadPool(platform + SPARE_THREADS);
    threads.setName("http");
    return threads;
  }

  private static HttpConfiguration configuration(HttpSettings settings) {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    // Its cache of header fields takes 40 KiB for each connection, and saves next to nothing.
    configuration.setHeaderCacheSize(0);
    configuration.setRequestHeaderSize(settings.maxHeader());
    // An identity may hold any character, the slash included: /httptester/public/a%2Fb/. What it
    // may not hold is for the backend to say, which knows the name of the field.
    configuration.setUriCompliance(
        UriCompliance.DEFAULT.with(
            "IDENTITIES",
            Violation.AMBIGUOUS_PATH_SEPARATOR,
            Violation.AMBIGUOUS_EMPTY_SEGMENT,
            Violation.AMBIGUOUS_PATH_ENCODING,
            Violation.SUSPICIOUS_PATH_CHARACTERS));
    return configuration;
  }

  private static Handler mounted(
      HttpSettings settings, Backends backends, HealthHandler health, ConnectionLimits limits) {
    HostNames names = new HostNames(settings);
    List<RootPage.Place> pages = new ArrayList<>();
    ContextHandlerCollection contexts = new ContextHandlerCollection();
    contexts.addHandler(
        new ContextHandler(
            new SiteHandler(names, false, new BodyHandler(limits, new TryAgainHandler(health))),
            HealthHandler.PATH));
    for (ConfiguredBackend configured : backends.all()) {
      Backend backend = configured.provider().get();
      if (backend instanceof HttpBackend http) {
        String path = path(configured.engine(), configured.name());
        Handler tryAgain = new TryAgainHandler(handler(configured.name(), http));
        Handler read = new BodyHandler(limits, tryAgain);
        ContextHandler context =
            new ContextHandler(
                new SiteHandler(names, http.page().isPresent(), new CallerHandler(http, read)),
                path.substring(0, path.length() - 1));
        // Without this, a POST that forgets the last slash would be redirected and lose its body.
        context.setAllowNullPathInContext(true);
        contexts.addHandler(context);
        http.page()
            .map(page -> new RootPage.Place(path, configured.name().value(), page))
            .ifPresent(pages::add);
      }
    }
    // By another name the root tells nothing but ours, and so need not be refused.
    return new Handler.Sequence(
        contexts, new SiteHandler(names, false, new RootHandler(settings, pages)));
  }

  private static Handler handler(BackendName name, HttpBackend backend) {
    try {
      return Objects.requireNonNull(backend.handler(), "it is null");
    } catch (Throwable e) {
      OutOfMemory.end(e);
      throw new IllegalStateException(
          "backend " + name + " has no handler: " + Tellable.line(e), Tellable.of(e));
    }
  }
}
