package org.threadless.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.eclipse.jetty.util.VirtualThreads;
import org.threadless.router.config.Settings;

/**
 * Where the server listens, and how much it takes on: {@code http} in the configuration.
 *
 * @param host a name or address of this machine; default 127.0.0.1
 * @param port 0 takes any free port; default 8000
 * @param maxConcurrent how many incoming messages may be in progress at once; more are answered
 *     503. Default 200, or on virtual threads (Java 21 and later) as many as a quarter of the heap
 *     has room for, up to 10,000
 * @param stopTimeout how long a stop waits for what is under way, be it a request or a message that
 *     is tried again; default 60s, which is more than a gateway has by default, and less than
 *     service managers wait before they kill
 */
public record HttpSettings(String host, Integer port, Integer maxConcurrent, Duration stopTimeout) {

  private static final int ON_PLATFORM_THREADS = 200;
  private static final int ON_VIRTUAL_THREADS = 10_000;

  // What a message in progress takes: its request, its thread's stack, its rows.
  private static final long BYTES = 16 * 1024;

  /** Fills in the defaults. */
  public HttpSettings {
    host = Settings.notBlank("host", Settings.orElse(host, "127.0.0.1"));
    port = Settings.range("port", Settings.orElse(port, 8000), 0, 65535);
    maxConcurrent =
        Settings.range(
            "maxConcurrent", Settings.orElse(maxConcurrent, defaultConcurrent()), 1, 100_000);
    stopTimeout =
        Settings.positive("stopTimeout", Settings.orElse(stopTimeout, Duration.ofSeconds(60)));
  }

  /** Leaves the limits at their defaults. */
  public HttpSettings(String host, Integer port) {
    this(host, port, null, null);
  }

  /** Returns the same with another port. */
  public HttpSettings withPort(int newPort) {
    return new HttpSettings(host, newPort, maxConcurrent, stopTimeout);
  }

  private static int defaultConcurrent() {
    if (!VirtualThreads.areSupported()) {
      return ON_PLATFORM_THREADS;
    }
    long room = Runtime.getRuntime().maxMemory() / 4 / BYTES;
    return (int) Math.min(ON_VIRTUAL_THREADS, Math.max(ON_PLATFORM_THREADS, room));
  }

  /** Returns whether nobody but this machine can reach it: the host is a loopback address. */
  public boolean isOnlyForThisMachine() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
