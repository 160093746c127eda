package org.threadless.http;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.threadless.http.caller.ForwardedRequests;
import org.threadless.http.endpoint.Endpoint;
import org.threadless.http.server.Carriers;
import org.threadless.http.server.ExactConnections;
import org.threadless.http.server.HttpTimer;
import org.threadless.http.server.SecureConnections;
import org.threadless.http.server.connection.ClientTimes;
import org.threadless.http.server.connection.ConnectionLimits;
import org.threadless.http.server.connection.HandshakeFailures;
import org.threadless.http.server.handler.LineErrorHandler;
import org.threadless.http.server.handler.RepeatedSlashHandler;
import org.threadless.http.server.handler.RequestThreads;
import org.threadless.http.server.refusal.Refusals;
import org.threadless.http.tls.ServerCertificate;
import org.threadless.http.tls.TlsException;
import org.threadless.http.tls.TlsSettings;
import org.threadless.http.wiring.ConfiguredEndpoint;
import org.threadless.http.wiring.EndpointException;
import org.threadless.router.engine.backend.ConfiguredBackend;
import org.threadless.router.message.BackendName;

/**
 * Listens for HTTP, with one handler for each configured backend whose gateway speaks it, and for
 * each endpoint. Requests run on virtual threads where the JVM has them (21 and later), else on a
 * pool of threads; those that are answered whatever apps do always on the pool.
 */
@Singleton
public final class HttpService implements AutoCloseable {

  /** The largest request body that a backend is given, in bytes. */
  public static final int MAX_REQUEST_BYTES = Endpoint.DEFAULT_REQUEST_BYTES;

  private static final int SPARE_THREADS = 50;

  // Thousands of clients may connect at the same moment; the system may allow fewer.
  private static final int ACCEPT_QUEUE = 4096;

  // How many threads accept and select.
  private static final int BY_PROCESSORS = -1;

  // A server that closes idle connections before the gateway does loses messages: Kannel sends on a
  // connection that it believes open. Its own http-timeout is 240 s (Kannel user guide, 6.2).
  private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(5);

  // A changed file is taken when two looks find the same in it.
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

  private final HttpSettings settings;
  private final Mounts mounts;
  private final Server server;
  private final ServerConnector connector;
  private final Refusals refusals;
  private final HttpTimer timer;
  private final Optional<ServerCertificate> certificate;
  private final Carriers carriers = new Carriers();

  @Inject
  HttpService(
      HttpSettings settings,
      Mounts mounts,
      Refusals refusals,
      HttpTimer timer,
      ClientTimes times,
      Optional<ServerCertificate> certificate) {
    this.settings = settings;
    this.mounts = mounts;
    this.refusals = refusals;
    this.timer = timer;
    this.server = new Server(threads(settings), timer, null);
    this.certificate = certificate;
    this.connector =
        new ServerConnector(
            server,
            null,
            null,
            new ByteBufferPool.NonPooling(),
            BY_PROCESSORS,
            BY_PROCESSORS,
            connections(settings, certificate));
    connector.addBean(new HandshakeFailures());
    connector.setHost(settings.host());
    connector.setPort(settings.port());
    connector.setIdleTimeout(IDLE_TIMEOUT.toMillis());
    connector.setAcceptQueueSize(ACCEPT_QUEUE);
    server.addConnector(connector);
    server.setErrorHandler(new LineErrorHandler());
    server.setRequestLog(refusals);
    ConnectionLimits limits =
        new ConnectionLimits(settings.maxConnections(), settings.maxConnectionsPerAddress(), times);
    connector.addBean(limits, false);
    RequestThreads threads = new RequestThreads(mounts.answeredWhateverAppsDo());
    // These two never block. They come first: who waits for a thread has sent its request, and a
    // stop waits for it.
    limits.setHandler(
        new GracefulHandler(
            threads.around(new RepeatedSlashHandler(mounts.handler(limits, threads)))));
    server.setHandler(limits);
  }

  /** Returns the path that a backend is reached at: {@code /<engine>/<backend name>/}. */
  public static String path(String engine, BackendName name) {
    return "/" + engine + "/" + name + "/";
  }

  /**
   * Listens from now on.
   *
   * @return the URL of the root, with the real port
   * @throws IOException where the port is taken, the host is not ours, or the certificate cannot be
   *     used; its message is for the user
   * @throws EndpointException where an endpoint does not start
   */
  public URI start() throws IOException {
    try {
      if (certificate.isPresent()) {
        certificate.get().load();
      }
      server.start();
      certificate.ifPresent(this::lookLater);
      carriers.start();
      mounts.start();
    } catch (EndpointException e) {
      close();
      throw e;
    } catch (TlsException e) {
      close();
      throw e;
    } catch (IOException e) {
      close();
      throw ListenFailure.of(settings, e);
    } catch (Exception e) {
      close();
      throw new IllegalStateException("cannot start the HTTP server", e);
    }
    return settings.root(connector.getLocalPort());
  }

  private void lookLater(ServerCertificate its) {
    timer.later(
        () -> {
          if (server.isRunning()) {
            // Files may be slow, and others wait for the timer.
            server.getThreadPool().execute(its::look);
            lookLater(its);
          }
        },
        BETWEEN_LOOKS);
  }

  /**
   * Serves these instead of those of the same names and kinds, which go on with the requests that
   * they have. Where that fails, all is served as before.
   *
   * @param whenMade what is to be done as they begin to be served
   * @return stops what was served until now; for when its requests are answered
   * @throws IllegalStateException where a backend or an endpoint has no handler, or that does not
   *     start
   * @throws EndpointException where an endpoint does not start
   */
  public Runnable replace(
      List<ConfiguredBackend> backends, List<ConfiguredEndpoint> endpoints, Runnable whenMade) {
    List<ContextHandler> made = mounts.started(backends, endpoints);
    whenMade.run();
    List<Handler> old = mounts.replace(made);
    return () -> old.forEach(each -> LifeCycle.stop(each));
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

  private static ConnectionFactory[] connections(
      HttpSettings settings, Optional<ServerCertificate> certificate) {
    HttpConfiguration configuration = configuration(settings);
    ExactConnections plain = new ExactConnections(configuration);
    return certificate
        .map(its -> SecureConnections.of(its.contexts(), configuration, plain))
        .orElse(List.of(plain))
        .toArray(ConnectionFactory[]::new);
  }

  private static SecureRequestCustomizer secure(TlsSettings tls) {
    SecureRequestCustomizer secure = new SecureRequestCustomizer();
    // By which name they may call is said elsewhere, and a gateway may call by the address.
    secure.setSniHostCheck(false);
    tls.hsts().ifPresent(age -> secure.setStsMaxAge(age.toSeconds()));
    return secure;
  }

  private static HttpConfiguration configuration(HttpSettings settings) {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    // Its cache of header fields takes 40 KiB for each connection, and saves next to nothing.
    configuration.setHeaderCacheSize(0);
    // Buffers belong to one connection alone: Jetty 12.1.14 may give one back twice where a request
    // cannot be read, and from its pool two connections would get it, and read each other's bytes.
    // Those of the heap are the cheaper ones to make anew.
    configuration.setUseInputDirectByteBuffers(false);
    configuration.setUseOutputDirectByteBuffers(false);
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
    settings.tls().map(HttpService::secure).ifPresent(configuration::addCustomizer);
    if (settings.forwarded()) {
      configuration.addCustomizer(new ForwardedRequests(settings.trustedProxies()));
    }
    return configuration;
  }
}
