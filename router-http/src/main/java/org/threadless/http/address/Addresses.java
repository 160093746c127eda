package org.threadless.http.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.util.InetAddressSet;
import org.threadless.router.config.Settings;

/** A set of IP addresses. */
public final class Addresses {

  // Names would have to be looked up, and may mean another address tomorrow.
  private static final Pattern LITERAL =
      Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F.]*:[0-9a-fA-F.:]*");
  private static final Pattern BLOCK = Pattern.compile("(" + LITERAL + ")(/[0-9]{1,3})?");

  private final InetAddressSet set = new InetAddressSet();

  /**
   * @param blocks each an address, or a block such as {@code 10.1.0.0/16} (RFC 4632, 3.1)
   * @throws IllegalArgumentException where one is neither
   */
  public Addresses(List<String> blocks) {
    set.addAll(blocks);
  }

  /** Refuses the value of a setting unless all of it is addresses and blocks. */
  public static void require(String component, List<String> blocks) {
    for (String block : blocks) {
      Settings.check(
          isBlock(block),
          component,
          "must be a list of addresses such as 127.0.0.1 or 10.1.0.0/16, and has " + block);
    }
  }

  /** Returns whether a text is an address, or a block of addresses. */
  public static boolean isBlock(String text) {
    try {
      return BLOCK.matcher(text).matches() && new InetAddressSet().add(text);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Returns whether an address is among them. */
  public boolean contains(InetAddress address) {
    return set.test(address);
  }

  /** Returns the address that is written there; empty for a name or anything else. */
  public static Optional<InetAddress> literal(String text) {
    try {
      return LITERAL.matcher(text).matches()
          ? Optional.of(InetAddress.getByName(text))
          : Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
