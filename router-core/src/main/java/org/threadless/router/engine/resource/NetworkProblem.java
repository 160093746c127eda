package org.threadless.router.engine.resource;

import java.io.EOFException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * Why somebody could not be reached over the network, or has gone away, in words. What Java says is
 * often the name of a class and nothing else.
 */
public final class NetworkProblem {

  /** What is said of a connection that ended before it should have. */
  public static final String BROKEN = "the connection broke";

  // Of what somebody throws, there may be a circle.
  private static final int MOST_CAUSES = 10;

  private NetworkProblem() {}

  /**
   * Returns the reason alone, for a line that names who it is; empty where neither this nor what it
   * was caused by is of the network.
   */
  public static Optional<String> of(Throwable failure) {
    Throwable cause = failure;
    for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
      Optional<String> known = known(cause);
      if (known.isPresent()) {
        return known;
      }
      cause = cause.getCause();
    }
    return Optional.empty();
  }

  private static Optional<String> known(Throwable failure) {
    if (failure instanceof SSLException tls) {
      return Optional.of("TLS with it failed: " + TlsProblem.of(tls));
    }
    if (failure instanceof UnknownHostException || failure instanceof UnresolvedAddressException) {
      return Optional.of("its host is not known");
    }
    if (failure instanceof NoRouteToHostException) {
      return Optional.of("there is no way to its host");
    }
    if (failure instanceof ConnectException) {
      return Optional.of(isLate(failure) ? "no connection in time" : "connection refused");
    }
    if (failure instanceof SocketTimeoutException || failure instanceof HttpTimeoutException) {
      return Optional.of("no answer in time");
    }
    boolean isBroken =
        failure instanceof EOFException
            || failure instanceof ClosedChannelException
            || (failure instanceof SocketException && !(failure instanceof BindException));
    return isBroken ? Optional.of(BROKEN) : Optional.empty();
  }

  private static boolean isLate(Throwable failure) {
    return String.valueOf(failure.getMessage()).contains("timed out");
  }
}
