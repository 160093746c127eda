package org.threadless.backend.kannel;

import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/** Who may call, by the address that a request comes from. */
final class Callers {

  private final Addresses allowed;
  private final Addresses proxies;

  @Inject
  Callers(KannelSettings settings) {
    this.allowed = new Addresses(settings.allowIp());
    this.proxies = new Addresses(settings.trustedProxies());
  }

  /** Returns why a request is refused, in one line; empty where it is not. */
  Optional<String> refusal(Request request) {
    Optional<InetAddress> remote = remote(request);
    boolean byProxy = remote.filter(proxies::contains).isPresent();
    if (!byProxy && isForwarded(request)) {
      // A proxy on this machine makes every request seem to come from 127.0.0.1.
      return Optional.of("this came through a proxy that trusted-proxies does not name");
    }
    Optional<InetAddress> caller = byProxy ? origin(request) : remote;
    return caller.filter(allowed::contains).isPresent()
        ? Optional.empty()
        : Optional.of("allow-ip does not name the address that this comes from");
  }

  private static Optional<InetAddress> remote(Request request) {
    return request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress it
        ? Optional.ofNullable(it.getAddress())
        : Optional.empty();
  }

  private static boolean isForwarded(Request request) {
    return request.getHeaders().contains(HttpHeader.X_FORWARDED_FOR)
        || request.getHeaders().contains(HttpHeader.FORWARDED);
  }

  /**
   * Returns the last address that is no trusted proxy's, which is the one that a trusted proxy saw:
   * all before it is what the caller says of itself.
   */
  private Optional<InetAddress> origin(Request request) {
    String hops = String.join(",", request.getHeaders().getValuesList(HttpHeader.X_FORWARDED_FOR));
    List<String> lastFirst = Arrays.asList(hops.split(",", -1));
    Collections.reverse(lastFirst);
    return lastFirst.stream()
        .map(hop -> Addresses.literal(hop.strip()))
        .filter(address -> address.filter(proxies::contains).isEmpty())
        .findFirst()
        .flatMap(address -> address);
  }
}
