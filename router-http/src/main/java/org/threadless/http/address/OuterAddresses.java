package org.threadless.http.address;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * The addresses that somebody may have asked who is not to reach what only this machine and its
 * network do: those of the public network (RFC 6890), and whatever inner ones are named. Safe for
 * any thread.
 */
public final class OuterAddresses implements Predicate<InetAddress> {

  private static final Addresses INNER =
      new Addresses(
          List.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "224.0.0.0/4",
              "240.0.0.0/4",
              // Where Azure answers its own machines.
              "168.63.129.16/32",
              "::/128",
              "::1/128",
              "64:ff9b:1::/48",
              "100::/64",
              // Teredo, in which addresses are hidden.
              "2001::/32",
              "2001:db8::/32",
              "fc00::/7",
              "fe80::/10",
              "fec0::/10",
              "ff00::/8"));

  // Each has an IPv4 address in it, at that byte: mapped and compatible ones, NAT64, 6to4.
  private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};
  private static final Addresses COMPATIBLE = new Addresses(List.of("::/96"));
  private static final Addresses NAT64 = new Addresses(List.of("64:ff9b::/96"));
  private static final Addresses SIX_TO_FOUR = new Addresses(List.of("2002::/16"));

  private final Addresses named;

  /**
   * @param named inner addresses and blocks that may be asked as well
   * @throws IllegalArgumentException where one is neither
   */
  public OuterAddresses(List<String> named) {
    this.named = new Addresses(named);
  }

  @Override
  public boolean test(InetAddress address) {
    InetAddress meant = meant(address);
    return named.contains(address) || named.contains(meant) || !isInner(address, meant);
  }

  private static boolean isInner(InetAddress address, InetAddress meant) {
    return INNER.contains(address) || INNER.contains(meant) || address.isAnyLocalAddress();
  }

  /** Returns the IPv4 address that is in an IPv6 one, where there is one. */
  private static InetAddress meant(InetAddress address) {
    if (address instanceof Inet4Address) {
      return address;
    }
    if (isMapped(address) || COMPATIBLE.contains(address) || NAT64.contains(address)) {
      return part(address, 12);
    }
    return SIX_TO_FOUR.contains(address) ? part(address, 2) : address;
  }

  // Java makes an Inet4Address of it in most places, and not in all.
  private static boolean isMapped(InetAddress address) {
    return Arrays.equals(Arrays.copyOf(address.getAddress(), MAPPED.length), MAPPED);
  }

  private static InetAddress part(InetAddress address, int from) {
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(address.getAddress(), from, from + 4));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }
}
