package org.threadless.http.callback;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.function.Predicate;
import org.threadless.http.address.OuterAddresses;
import org.threadless.router.engine.callback.CallbackUrls;

/**
 * The URLs that a message may name: of the hosts and ports that the configuration allows, and none
 * by which somebody could reach what only this machine and its network do. Safe for any thread.
 */
final class AllowedUrls implements CallbackUrls {

  private final List<AllowedHost> hosts;
  private final OuterAddresses reachable;

  /**
   * @param allow hosts, addresses, and blocks of addresses, each with a port or without
   */
  AllowedUrls(List<String> allow) {
    this.hosts = allow.stream().map(AllowedHost::of).toList();
    this.reachable =
        new OuterAddresses(
            hosts.stream().filter(AllowedHost::isBlock).map(AllowedHost::host).toList());
  }

  @Override
  public void require(URI url) {
    List<AllowedHost> named = hosts.stream().filter(each -> each.isHostOf(url)).toList();
    String host = url.getHost();
    if (named.isEmpty()) {
      throw new IllegalArgumentException(
          "no message can name a callback at "
              + host
              + ": callbacks-by-message.allow does not name that host");
    }
    if (named.stream().noneMatch(each -> each.isPortOf(url))) {
      String withPort = host + ":" + CallbackUrls.port(url);
      throw new IllegalArgumentException(
          "no message can name a callback at "
              + withPort
              + ": callbacks-by-message.allow names that host, but not "
              + withPort);
    }
  }

  /** Returns what says of an address whether it may be connected to. */
  Predicate<InetAddress> reachable() {
    return reachable;
  }
}
