package org.threadless.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.Optional;
import org.eclipse.jetty.io.Connection;

/** What is known of one connection: how long it has been waiting for its client, and for what. */
final class OpenConnection {

  // An empty line after a request is none of the next (RFC 9112, 2.2).
  private static final int LINE_END = 2;

  private final Connection connection;
  private final Optional<InetAddress> address;
  private volatile Stage stage = Stage.NEW;
  private volatile long since = System.nanoTime();
  private volatile long bytesAtRest;
  private volatile long headerSince = -1;

  /**
   * How well a connection can be spared.
   *
   * @param rank 0 where no whole request is here yet, 1 where it idles after one
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
    enter(Stage.READING);
  }

  /** A request is here as a whole, and worked on. */
  void works() {
    enter(Stage.BUSY);
  }

  /** A request is answered. */
  void rests() {
    bytesAtRest = connection.getBytesIn();
    enter(Stage.IDLE);
  }

  /** Returns how well it can be spared; empty where it is worked for. */
  Optional<Spare> spare() {
    Stage now = stage;
    int rank = now == Stage.IDLE && headerSince == -1 ? 1 : 0;
    return now == Stage.BUSY ? Optional.empty() : Optional.of(new Spare(this, rank, since));
  }

  /** Returns whether it has begun a header, and not ended it in so many nanoseconds. */
  boolean dawdles(long now, long nanos) {
    boolean waits = stage == Stage.NEW || stage == Stage.IDLE;
    if (!waits || connection.getBytesIn() <= bytesAtRest + LINE_END) {
      headerSince = -1;
      return false;
    }
    if (headerSince == -1) {
      headerSince = now;
    }
    return now - headerSince >= nanos;
  }

  void close() {
    connection.close();
  }

  private void enter(Stage next) {
    stage = next;
    since = System.nanoTime();
  }
}
