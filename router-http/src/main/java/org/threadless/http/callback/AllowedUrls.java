package org.threadless.http.callback;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.threadless.http.Addresses;
import org.threadless.http.OuterAddresses;
import org.threadless.router.engine.callback.CallbackUrls;

/**
 * The URLs that a message may name: of the hosts that the configuration allows, and none by which
 * somebody could reach what only this machine and its network do. Safe for any thread.
 */
final class AllowedUrls implements CallbackUrls {

  private static final Pattern HOST =
      Pattern.compile("(\\*\\.)?[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?(\\.[A-Za-z0-9_-]+)*");
  private static final String ALL_BELOW = "*";

  private final List<String> hosts;
  private final Addresses addresses;
  private final OuterAddresses reachable;

  /**
   * @param allow hosts, addresses, and blocks of addresses
   */
  AllowedUrls(List<String> allow) {
    this.hosts = allow.stream().filter(each -> !isBlock(each)).map(AllowedUrls::plain).toList();
    List<String> blocks = allow.stream().filter(AllowedUrls::isBlock).toList();
    this.addresses = new Addresses(blocks);
    this.reachable = new OuterAddresses(blocks);
  }

  static boolean isHost(String text) {
    return HOST.matcher(text).matches();
  }

  static boolean isBlock(String text) {
    return Addresses.isBlock(text);
  }

  @Override
  public void require(URI url) {
    String host = url.getHost();
    if (!isNamed(plain(host)) && literal(host).filter(addresses::contains).isEmpty()) {
      throw new IllegalArgumentException(
          "no message can name a callback at "
              + host
              + ": callbacks-by-message.allow does not name that host");
    }
  }

  /** Returns what says of an address whether it may be connected to. */
  Predicate<InetAddress> reachable() {
    return reachable;
  }

  private boolean isNamed(String host) {
    return hosts.stream()
        .anyMatch(
            each ->
                each.startsWith(ALL_BELOW)
                    ? host.endsWith(each.substring(ALL_BELOW.length()))
                    : host.equals(each));
  }

  private static Optional<InetAddress> literal(String host) {
    boolean isInBrackets = host.startsWith("[") && host.endsWith("]");
    return Addresses.literal(isInBrackets ? host.substring(1, host.length() - 1) : host);
  }

  private static String plain(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
