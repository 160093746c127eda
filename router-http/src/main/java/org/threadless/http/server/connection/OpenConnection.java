package org.threadless.http.server.connection;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;

/** What is known of one connection: how long it has been waiting for its client, and for what. */
final class OpenConnection {

  // An empty line after a request is none of the next (RFC 9112, 2.2).
  private static final int LINE_END = 2;

  private final Connection connection;
  private final Optional<InetAddress> address;
  private final AtomicInteger requests = new AtomicInteger();
  private volatile Stage stage = Stage.NEW;
  private volatile long since = System.nanoTime();
  private volatile long bytesAtRest;
  private volatile long headerSince = -1;
  private long bytesOut;
  private long writeSince;

  /**
   * How well a connection can be spared.
   *
   * @param rank 0 where no whole request is here yet or the answer is not taken, 1 where it idles
   * @param since from when on
   */
  record Spare(OpenConnection connection, int rank, long since) {

    /** The best first. */
    static final Comparator<Spare> ORDER =
        Comparator.comparingInt(Spare::rank).thenComparingLong(Spare::since);
  }

  /** Where a connection is with its requests. */
  private enum Stage {
    NEW,
    READING,
    BUSY,
    IDLE
  }

  OpenConnection(Connection connection) {
    this.connection = connection;
    this.address =
        connection.getEndPoint().getRemoteSocketAddress() instanceof InetSocketAddress remote
            ? Optional.ofNullable(remote.getAddress())
            : Optional.empty();
  }

  /** The address it comes from; empty for this machine itself. */
  Optional<InetAddress> stranger() {
    return address.filter(each -> !each.isLoopbackAddress());
  }

  /** A request's header is here. */
  void reads() {
    headerSince = -1;
    if (requests.getAndIncrement() == 0) {
      enter(Stage.READING);
    }
  }

  /** A request is here as a whole, and worked on. */
  void works() {
    enter(Stage.BUSY);
  }

  /** A request is answered; on a connection of HTTP/2 there may be others. */
  void rests() {
    bytesAtRest = connection.getBytesIn();
    if (requests.decrementAndGet() == 0) {
      enter(Stage.IDLE);
    }
  }

  /** Returns how well it can be spared; empty where it is worked for. */
  Optional<Spare> spare() {
    Stage now = stage;
    int rank = now == Stage.IDLE && headerSince == -1 ? 1 : 0;
    return now == Stage.BUSY && !isToTake()
        ? Optional.empty()
        : Optional.of(new Spare(this, rank, since));
  }

  /** Returns whether its client takes too long, to be called by one thread again and again. */
  boolean dawdles(long now, ClientTimes times) {
    boolean sendsTooSlowly = sendsLonger(now, times.header().toNanos());
    return takesLonger(now, times.write().toNanos()) || sendsTooSlowly;
  }

  // Written is what the system has taken, which keeps some of it until the client does.
  private boolean isToTake() {
    return connection.getEndPoint() instanceof AbstractEndPoint socket
        && socket.getWriteFlusher().isPending();
  }

  private boolean takesLonger(long now, long nanos) {
    long written = connection.getBytesOut();
    if (!isToTake() || written != bytesOut) {
      bytesOut = written;
      writeSince = now;
    }
    return now - writeSince >= nanos;
  }

  private boolean sendsLonger(long now, long nanos) {
    boolean waits = (stage == Stage.NEW || stage == Stage.IDLE) && !isMultiplexed();
    if (!waits || bytesIn() <= bytesAtRest + LINE_END) {
      headerSince = -1;
      return false;
    }
    if (headerSince == -1) {
      headerSince = now;
    }
    return now - headerSince >= nanos;
  }

  // By HTTP/2 a client says this and that while it rests, and that is no beginning of a request.
  private boolean isMultiplexed() {
    return connection instanceof HTTP2Connection;
  }

  // What has not agreed on a protocol yet counts no bytes of its own: a handshake is all there is.
  private long bytesIn() {
    long read = connection.getBytesIn();
    return read < 0 && connection.getEndPoint() instanceof SslConnection.SslEndPoint secure
        ? secure.getSslConnection().getBytesIn()
        : read;
  }

  void close() {
    if (isMultiplexed() && isToTake()) {
      // It would be told first that it is closed, and it does not read.
      connection.getEndPoint().close();
    } else {
      connection.close();
    }
  }

  private void enter(Stage next) {
    stage = next;
    since = System.nanoTime();
  }
}
