package org.threadless.http.caller;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpScheme;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.HostPort;
import org.threadless.http.caller.TrustedProxies.Hop;

/**
 * Makes a request that a trusted proxy has brought what it was before: from the address, by the
 * scheme and to the host that the proxy saw, without what proxies have added. So nothing behind
 * this needs to know of proxies. What comes from elsewhere stays as it is, and is not believed.
 */
public final class ForwardedRequests implements HttpConfiguration.Customizer {

  private static final Set<String> SCHEMES = Set.of("http", "https");

  private final TrustedProxies proxies;

  /**
   * @param trustedProxies addresses and blocks of those that are believed
   */
  public ForwardedRequests(List<String> trustedProxies) {
    this.proxies = new TrustedProxies(trustedProxies);
  }

  @Override
  public Request customize(Request request, HttpFields.Mutable responseHeaders) {
    return TrustedProxies.isForwarded(request) && proxies.haveBrought(request)
        ? new Forwarded(request, proxies.origin(request))
        : request;
  }

  /** A request as it came to the first proxy. */
  private static final class Forwarded extends Request.Wrapper {

    private final ConnectionMetaData connection;
    private final HttpFields headers;
    private final HttpURI uri;

    Forwarded(Request request, Hop origin) {
      super(request);
      String scheme =
          origin.scheme().filter(SCHEMES::contains).orElse(request.getHttpURI().getScheme());
      Optional<String> host = origin.host().filter(Forwarded::isHost);
      this.connection =
          new ForwardedConnection(
              request.getConnectionMetaData(), origin.from(), HttpScheme.HTTPS.is(scheme));
      this.headers = headers(request, host);
      HttpURI.Mutable changed = HttpURI.build(request.getHttpURI()).scheme(scheme);
      host.map(HostPort::new).ifPresent(it -> changed.authority(it.getHost(), it.getPort()));
      this.uri = changed.asImmutable();
    }

    private static boolean isHost(String written) {
      try {
        return !new HostPort(written).getHost().isEmpty();
      } catch (IllegalArgumentException e) {
        return false;
      }
    }

    private static HttpFields headers(Request request, Optional<String> host) {
      HttpFields.Mutable plain =
          HttpFields.build(request.getHeaders())
              .remove(HttpHeader.X_FORWARDED_FOR)
              .remove(HttpHeader.X_FORWARDED_PROTO)
              .remove(HttpHeader.X_FORWARDED_HOST)
              .remove(HttpHeader.FORWARDED);
      host.ifPresent(it -> plain.put(HttpHeader.HOST, it));
      return plain.asImmutable();
    }

    @Override
    public ConnectionMetaData getConnectionMetaData() {
      return connection;
    }

    @Override
    public HttpFields getHeaders() {
      return headers;
    }

    @Override
    public HttpURI getHttpURI() {
      return uri;
    }

    @Override
    public boolean isSecure() {
      return connection.isSecure();
    }
  }

  /** The connection of whoever called the first proxy, as far as that one has told of it. */
  private static final class ForwardedConnection extends ConnectionMetaData.Wrapper {

    private final SocketAddress remote;
    private final boolean secure;

    ForwardedConnection(ConnectionMetaData wrapped, Optional<InetAddress> from, boolean secure) {
      super(wrapped);
      this.remote =
          from.map(address -> new InetSocketAddress(address, 0))
              .orElseGet(() -> InetSocketAddress.createUnresolved("unknown", 0));
      this.secure = secure;
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
      return remote;
    }

    @Override
    public boolean isSecure() {
      return secure;
    }
  }
}
