package org.threadless.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.util.VirtualThreads;
import org.threadless.http.address.Addresses;
import org.threadless.http.server.connection.OpenFiles;
import org.threadless.http.tls.TlsSettings;
import org.threadless.router.config.Settings;

/**
 * Where the server listens, and how much it takes on: {@code http} in the configuration.
 *
 * @param host a name or address of this machine; default 127.0.0.1
 * @param port 0 takes any free port; default 8000
 * @param maxConcurrent how many incoming messages may be in progress at once; more are answered
 *     503. Default 200, or on virtual threads (Java 21 and later) as many as a quarter of the heap
 *     has room for, up to 10,000
 * @param maxConnections how many connections there may be at once; for one more, those are closed
 *     that wait for their client. Default as many as a quarter of the heap has room for
 * @param maxConnectionsPerAddress how many there may be from one address other than loopback;
 *     default half of all, but not fewer than 600, since a Kannel comes with 512
 * @param maxHeader the longest request line and header, in bytes; default 16,384
 * @param publicUrl the URLs that people's browsers know this server by, besides its addresses and
 *     localhost; default none
 * @param stopTimeout how long a stop waits for what is under way, be it a request or a message that
 *     is tried again; default 60s, which is more than a gateway has by default, and less than
 *     service managers wait before they kill
 * @param tls what it speaks HTTPS with, and nothing else but that; default: it speaks HTTP
 * @param forwarded whether what {@code trustedProxies} tell of a request is believed: who called
 *     them, by which scheme, and for which host; default no
 * @param trustedProxies addresses and blocks of the proxies in front
 */
public record HttpSettings(
    String host,
    Integer port,
    Integer maxConcurrent,
    Integer maxConnections,
    Integer maxConnectionsPerAddress,
    Integer maxHeader,
    List<URI> publicUrl,
    Duration stopTimeout,
    Optional<TlsSettings> tls,
    Boolean forwarded,
    List<String> trustedProxies) {

  private static final int ON_PLATFORM_THREADS = 200;
  private static final int ON_VIRTUAL_THREADS = 10_000;

  // What a message in progress takes: its request, its thread's stack, its rows.
  private static final long BYTES = 16 * 1024;

  // What a connection takes besides its header: its objects and a buffer.
  private static final long CONNECTION_BYTES = 12 * 1024;

  // What TLS adds: the keys and the buffers of a connection.
  private static final long TLS_BYTES = 40 * 1024;

  private static final int MOST_CONNECTIONS = 100_000;
  private static final int OF_ONE_GATEWAY = 600;

  /** Fills in the defaults. */
  public HttpSettings {
    host = Settings.notBlank("host", Settings.orElse(host, "127.0.0.1"));
    port = Settings.range("port", Settings.orElse(port, 8000), 0, 65535);
    maxConcurrent =
        Settings.range(
            "maxConcurrent", Settings.orElse(maxConcurrent, defaultConcurrent()), 1, 100_000);
    maxHeader = Settings.range("maxHeader", Settings.orElse(maxHeader, 16_384), 1024, 1_048_576);
    tls = Settings.orElse(tls, Optional.empty());
    int connections =
        Settings.orElse(maxConnections, defaultConnections(maxHeader, tls.isPresent()));
    maxConnections = Settings.range("maxConnections", connections, 10, MOST_CONNECTIONS);
    maxConnectionsPerAddress =
        Settings.range(
            "maxConnectionsPerAddress",
            Settings.orElse(
                maxConnectionsPerAddress,
                Math.min(maxConnections, Math.max(OF_ONE_GATEWAY, maxConnections / 2))),
            1,
            MOST_CONNECTIONS);
    publicUrl = List.copyOf(Settings.orElse(publicUrl, List.of()));
    publicUrl.forEach(url -> Settings.httpUrl("publicUrl", url));
    stopTimeout =
        Settings.positive("stopTimeout", Settings.orElse(stopTimeout, Duration.ofSeconds(60)));
    forwarded = Settings.orElse(forwarded, false);
    trustedProxies = List.copyOf(Settings.orElse(trustedProxies, List.of()));
    Addresses.require("trustedProxies", trustedProxies);
    Settings.check(
        forwarded || trustedProxies.isEmpty(),
        "trustedProxies",
        "needs forwarded: true beside it, or else is of no use");
    Settings.check(
        !forwarded || !trustedProxies.isEmpty(),
        "forwarded",
        "needs trusted-proxies beside it: the addresses of the proxies in front");
  }

  /** Listens without TLS, and not behind a proxy. */
  public HttpSettings(
      String host,
      Integer port,
      Integer maxConcurrent,
      Integer maxConnections,
      Integer maxConnectionsPerAddress,
      Integer maxHeader,
      List<URI> publicUrl,
      Duration stopTimeout) {
    this(
        host,
        port,
        maxConcurrent,
        maxConnections,
        maxConnectionsPerAddress,
        maxHeader,
        publicUrl,
        stopTimeout,
        Optional.empty(),
        false,
        List.of());
  }

  /** Leaves all else at its default. */
  public HttpSettings(String host, Integer port) {
    this(host, port, null, null, null, null, null, null);
  }

  /** Returns the same with another port. */
  public HttpSettings withPort(int newPort) {
    return with(newPort, tls);
  }

  /** Returns the same with files that start from a folder, unless they are absolute. */
  public HttpSettings in(Path folder) {
    return with(port, tls.map(each -> each.in(folder)));
  }

  private HttpSettings with(int newPort, Optional<TlsSettings> newTls) {
    return new HttpSettings(
        host,
        newPort,
        maxConcurrent,
        maxConnections,
        maxConnectionsPerAddress,
        maxHeader,
        publicUrl,
        stopTimeout,
        newTls,
        forwarded,
        trustedProxies);
  }

  /** Returns the URL of the root, by host and port. */
  public URI root() {
    return root(port);
  }

  /** Returns the URL of the root where it listens on this port. */
  URI root(int realPort) {
    return URI.create(
        (tls.isPresent() ? "https://" : "http://")
            + (host.contains(":") ? "[" + host + "]" : host)
            + ":"
            + realPort
            + "/");
  }

  private static int defaultConcurrent() {
    if (!VirtualThreads.areSupported()) {
      return ON_PLATFORM_THREADS;
    }
    long room = Runtime.getRuntime().maxMemory() / 4 / BYTES;
    return (int) Math.min(ON_VIRTUAL_THREADS, Math.max(ON_PLATFORM_THREADS, room));
  }

  // A header is kept as text, for which its array grows by doubling.
  private static int defaultConnections(int header, boolean secure) {
    long room = Runtime.getRuntime().maxMemory() / 4 / of(header, secure);
    return OpenFiles.room((int) Math.min(MOST_CONNECTIONS, Math.max(OF_ONE_GATEWAY, room)));
  }

  private static long of(int header, boolean secure) {
    return CONNECTION_BYTES + 2L * header + (secure ? TLS_BYTES : 0);
  }

  /**
   * Returns whether nobody but this machine can reach it: the host is a loopback address, and no
   * proxy is known to be in front.
   */
  public boolean isOnlyForThisMachine() {
    try {
      return !forwarded && InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
