package org.threadless.http.client;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;

/**
 * Looks up the addresses of a host, and lets none through that may not be connected to. The client
 * connects to what comes from here and looks up nothing again: what was checked is what is asked.
 */
record CheckedResolver(SocketAddressResolver resolver, Predicate<InetAddress> reachable)
    implements SocketAddressResolver {

  @Override
  public void resolve(
      String host,
      int port,
      Map<String, Object> context,
      Promise<List<InetSocketAddress>> promise) {
    resolver.resolve(
        host,
        port,
        context,
        new Promise<>() {
          @Override
          public void succeeded(List<InetSocketAddress> found) {
            List<InetSocketAddress> checked =
                found.stream().filter(each -> reachable.test(each.getAddress())).toList();
            if (checked.isEmpty()) {
              promise.failed(new UnreachableAddressException());
            } else {
              promise.succeeded(checked);
            }
          }

          @Override
          public void failed(Throwable failure) {
            promise.failed(failure);
          }
        });
  }
}
