package org.threadless.http.server;

import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;

/**
 * HTTP connections on which the bytes of a query stay what they are. Jetty reads a request's target
 * as UTF-8, and what is not is lost, and refuses a blank or a {@code #} in a query; here each byte
 * that may not stand in a URL becomes its {@code %XX}. See {@link ExactParser}.
 */
public final class ExactConnections extends HttpConnectionFactory {

  /** Reads with these settings. */
  public ExactConnections(HttpConfiguration configuration) {
    super(configuration);
  }

  @Override
  public Connection newConnection(Connector connector, EndPoint endPoint) {
    HttpConnection connection = new ExactConnection(getHttpConfiguration(), connector, endPoint);
    connection.setTransferEncodingChunkMaxLength(getTransferEncodingChunkMaxLength());
    return configure(connection, connector, endPoint);
  }

  private static final class ExactConnection extends HttpConnection {

    ExactConnection(HttpConfiguration configuration, Connector connector, EndPoint endPoint) {
      super(configuration, connector, endPoint);
    }

    @Override
    protected HttpParser newHttpParser(HttpCompliance compliance) {
      HttpParser plain = super.newHttpParser(compliance);
      HttpParser exact =
          new ExactParser(
              (HttpParser.RequestHandler) plain.getHandler(),
              getHttpConfiguration().getRequestHeaderSize(),
              compliance);
      exact.setHeaderCacheSize(plain.getHeaderCacheSize());
      exact.setHeaderCacheCaseSensitive(plain.isHeaderCacheCaseSensitive());
      return exact;
    }

    @Override
    protected HttpStreamOverHTTP1 newHttpStream(String method, String uri, HttpVersion version) {
      String exact = getParser() instanceof ExactParser parser ? parser.exact(uri) : uri;
      return super.newHttpStream(method, exact, version);
    }
  }
}
