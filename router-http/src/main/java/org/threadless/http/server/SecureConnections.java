package org.threadless.http.server;

import java.util.List;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Connections by HTTPS, on which the client chooses HTTP/2 or HTTP/1.1 (RFC 7301). */
public final class SecureConnections {

  // What comes faster than it is read is kept in memory: so much of a body, and of all bodies of a
  // connection.
  private static final int OF_A_REQUEST = 128 * 1024;
  private static final int OF_A_CONNECTION = 256 * 1024;

  private SecureConnections() {}

  /**
   * Returns what makes them.
   *
   * @param plain makes what is inside of a connection that speaks HTTP/1.1
   */
  public static List<ConnectionFactory> of(
      SslContextFactory.Server contexts, HttpConfiguration configuration, ExactConnections plain) {
    HTTP2ServerConnectionFactory http2 = new HTTP2ServerConnectionFactory(configuration);
    http2.setInitialStreamRecvWindow(OF_A_REQUEST);
    http2.setInitialSessionRecvWindow(OF_A_CONNECTION);
    ALPNServerConnectionFactory choice = new ALPNServerConnectionFactory();
    choice.setDefaultProtocol(HttpVersion.HTTP_1_1.asString());
    return List.of(new SslConnectionFactory(contexts, choice.getProtocol()), choice, http2, plain);
  }
}
