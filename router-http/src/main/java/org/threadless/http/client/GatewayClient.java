package org.threadless.http.client;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.eclipse.jetty.client.Connection;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.HttpClientTransport;
import org.eclipse.jetty.client.ProxyAuthenticationProtocolHandler;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.client.WWWAuthenticationProtocolHandler;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.util.SocketAddressResolver;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Asks a gateway over HTTP, on connections that are kept alive. Safe for any thread.
 *
 * <p>A request is sent once: where a connection breaks after it was written, it is not known
 * whether the gateway has taken it, and that is for the caller to weigh. Jetty's client rather than
 * the JDK's, which sends a GET a second time by itself.
 */
public final class GatewayClient implements AutoCloseable {

  // More than any gateway has to say; the rest of a longer answer is passed over.
  private static final int MAX_BODY_BYTES = 64 * 1024;

  // Less than gateways keep an idle connection (Kannel 60 s), so that it is never they who close
  // one that a request is just being written to.
  private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(30);

  private static final int MAX_WAITING = 65_536;

  // The client's own time-out comes first, and knows better what was wrong. But it does not end an
  // exchange in which the gateway goes on for ever with what is no answer yet.
  private static final long GRACE_MILLIS = 500;

  // As long as a request's header may be by default.
  private static final int MAX_HEADER_BYTES = 16 * 1024;

  private final GatewayFailures failures;
  private final Duration responseTimeout;
  private final HttpClient client = new HttpClient(transport());

  /** What came of a request. */
  public sealed interface Outcome {}

  /**
   * The gateway has answered.
   *
   * @param status the HTTP status, whatever it is: redirects are not followed
   * @param headers of the answer
   * @param body its first 64 KiB, as UTF-8
   */
  public record Answered(int status, HttpFields headers, String body) implements Outcome {

    /** Returns how long the gateway asks us to wait, where it does; never negative. */
    public Optional<Duration> retryAfter(InstantSource clock) {
      return Optional.ofNullable(headers.get(HttpHeader.RETRY_AFTER))
          .flatMap(value -> RetryAfter.parse(value, clock));
    }
  }

  /**
   * There is no answer, and the gateway has not got the request.
   *
   * @param reason one line for people, which shows nothing of the request
   */
  public record Failed(String reason) implements Outcome {}

  /**
   * There is no answer, or half of one, and the gateway has perhaps got the request.
   *
   * @param reason one line for people, which shows nothing of the request
   */
  public record Unanswered(String reason) implements Outcome {}

  /**
   * @param connectTimeout how long to wait for a connection
   * @param responseTimeout how long to wait for the whole answer
   * @param maxConnections how many there are to one gateway at most; more requests wait
   */
  public GatewayClient(Duration connectTimeout, Duration responseTimeout, int maxConnections) {
    this("the gateway", connectTimeout, responseTimeout, maxConnections, address -> true);
  }

  /**
   * The same for whom may not be asked wherever it is.
   *
   * @param asked what failures call it: "the gateway"
   * @param reachable whether an address may be connected to, which is asked when its host has been
   *     looked up
   */
  public GatewayClient(
      String asked,
      Duration connectTimeout,
      Duration responseTimeout,
      int maxConnections,
      Predicate<InetAddress> reachable) {
    this.failures = new GatewayFailures(asked, connectTimeout, responseTimeout);
    this.responseTimeout = responseTimeout;
    client.setFollowRedirects(false);
    client.setMaxResponseHeadersSize(MAX_HEADER_BYTES);
    client.setConnectTimeout(millis(connectTimeout));
    client.setIdleTimeout(IDLE_TIMEOUT.toMillis());
    client.setMaxConnectionsPerDestination(maxConnections);
    client.setMaxRequestsQueuedPerDestination(MAX_WAITING);
    client.setUserAgentField(null);
    client.setHttpCookieStore(new HttpCookieStore.Empty());
    QueuedThreadPool threads = new QueuedThreadPool();
    threads.setName("http-client");
    threads.setDaemon(true);
    client.setExecutor(threads);
    Scheduler scheduler = new ScheduledExecutorScheduler("http-client-times", true);
    client.setScheduler(scheduler);
    client.setSocketAddressResolver(
        new CheckedResolver(
            new SocketAddressResolver.Async(threads, scheduler, millis(connectTimeout)),
            reachable));
  }

  /** Opens what requests need. No connection is made before the first one. */
  public void start() {
    try {
      client.start();
    } catch (Exception e) {
      throw new IllegalStateException("cannot start the HTTP client", e);
    }
    // A 401 is an answer like any other; Jetty makes a failure of one that lacks a header.
    client.getProtocolHandlers().remove(WWWAuthenticationProtocolHandler.NAME);
    client.getProtocolHandlers().remove(ProxyAuthenticationProtocolHandler.NAME);
    client.getContentDecoderFactories().clear();
  }

  /** Returns a GET that is not sent yet; whoever wants another method or a body says so. */
  public Request newRequest(URI url) {
    return client
        .newRequest(url)
        .timeout(millis(responseTimeout), TimeUnit.MILLISECONDS)
        // Otherwise a connection that is silent for 30 s breaks, whatever the time-out is.
        .idleTimeout(0, TimeUnit.MILLISECONDS);
  }

  /** Sends a request, and waits for what comes of it. */
  public Outcome exchange(Request request) throws InterruptedException {
    Body body = new Body();
    AtomicBoolean begun = new AtomicBoolean();
    AtomicBoolean written = new AtomicBoolean();
    // Not the send() that waits: it keeps the body, and fails where that is longer than 2 MiB.
    BlockingQueue<Result> results = new ArrayBlockingQueue<>(1);
    request
        .onRequestHeaders(ready -> begun.set(true))
        .onRequestCommit(committed -> written.set(true))
        .onResponseContent(
            (response, buffer) -> {
              body.add(buffer);
              if (body.isEnough()) {
                // It has answered: not to be asked again for the sake of what nobody reads.
                results.offer(new Result(request, response));
              }
            })
        .send(results::offer);
    try {
      Result result =
          results.poll(responseTimeout.toMillis() + GRACE_MILLIS, TimeUnit.MILLISECONDS);
      if (result == null || body.isEnough()) {
        cutOff(request);
      }
      if (result == null) {
        return failed(new TimeoutException(), written.get());
      }
      return result.isFailed()
          ? failed(
              result.getFailure(),
              written.get() || (begun.get() && result.getFailure() instanceof EOFException))
          : new Answered(
              result.getResponse().getStatus(), result.getResponse().getHeaders(), body.text());
    } catch (InterruptedException e) {
      cutOff(request);
      throw e;
    }
  }

  // Written means that the system has taken the request, with its head at least. A gateway may have
  // closed an idle connection at that moment, and have read nothing: from here that looks the same
  // as one that has read all and then broke. It is rare, since we close idle connections first. An
  // end that is read may be known before it is that all was written, if the gateway is quick.
  private Outcome failed(Throwable failure, boolean written) {
    if (written) {
      return new Unanswered(failures.afterWriting(failure));
    }
    return new Failed(failures.beforeWriting(failure));
  }

  // To abort a request does not always close its connection: not while the gateway sends one answer
  // after another that is none yet (RFC 9110, 15.2).
  private static void cutOff(Request request) {
    CompletableFuture<Boolean> unused = request.abort(new TimeoutException());
    Connection connection = request.getConnection();
    if (connection != null) {
      connection.close();
    }
  }

  @Override
  public void close() throws Exception {
    client.stop();
  }

  private static HttpClientTransport transport() {
    HttpClientTransportOverHTTP transport = new HttpClientTransportOverHTTP(1);
    // 40 KiB for each connection otherwise, of which there may be thousands.
    transport.setHeaderCacheSize(0);
    return transport;
  }

  // Zero would mean none at all.
  private static long millis(Duration timeout) {
    return Math.max(1, timeout.toMillis());
  }

  /** The beginning of an answer's body. */
  private static final class Body {

    // So much of the rest is passed over, so that the connection can be kept.
    private static final int MAX_PASSED_OVER = 4 * MAX_BODY_BYTES;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long seen;

    synchronized boolean isEnough() {
      return seen > MAX_PASSED_OVER;
    }

    synchronized void add(ByteBuffer buffer) {
      seen += buffer.remaining();
      int length = Math.min(buffer.remaining(), MAX_BODY_BYTES - bytes.size());
      byte[] part = new byte[length];
      buffer.get(part);
      bytes.write(part, 0, length);
    }

    synchronized String text() {
      return bytes.toString(StandardCharsets.UTF_8);
    }
  }
}
