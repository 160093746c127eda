package org.threadless.http.server.connection;

import java.io.EOFException;
import javax.net.ssl.SSLException;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.router.engine.resource.InWords;
import org.threadless.router.engine.resource.TlsProblem;

/**
 * Tells of those who cannot agree on HTTPS with the server, since no request of theirs is ever
 * seen: a gateway that still calls {@code http://}, or one that does not trust the certificate. One
 * line a minute.
 */
public final class HandshakeFailures implements SslHandshakeListener {

  private static final Logger log = LoggerFactory.getLogger(HandshakeFailures.class);

  private final OncePerMinute warnings = new OncePerMinute();

  @Override
  public void handshakeFailed(Event event, Throwable failure) {
    // What opens a connection and says nothing is a load balancer that looks whether we are there.
    if (!(failure instanceof EOFException) && warnings.isTime()) {
      log.warn(
          "a connection from {} did not come to HTTPS: {}; whoever calls must use https:// and"
              + " trust the certificate",
          event.getSSLEngine().getPeerHost(),
          why(failure));
    }
  }

  private static String why(Throwable failure) {
    return failure instanceof SSLException tls ? TlsProblem.of(tls) : InWords.of(failure);
  }
}
