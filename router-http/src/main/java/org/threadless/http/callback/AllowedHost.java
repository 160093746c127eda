package org.threadless.http.callback;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.threadless.http.address.Addresses;
import org.threadless.router.engine.callback.CallbackUrls;

/**
 * An element of {@code allow}.
 *
 * @param host a host, {@code *.} and what hosts end with, an address, or a block of addresses
 * @param ports those of it that may be named
 */
record AllowedHost(String host, Set<Integer> ports) {

  private static final Pattern HOST =
      Pattern.compile("(\\*\\.)?[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?(\\.[A-Za-z0-9_-]+)*");
  private static final Pattern WITH_PORT = Pattern.compile("(\\[.+]|[^:]+):([0-9]{1,5})");
  private static final Pattern IN_BRACKETS = Pattern.compile("\\[(.*)]");
  private static final Set<Integer> USUAL = Set.of(80, 443);
  private static final int LAST_PORT = 65_535;
  private static final String ALL_BELOW = "*";

  /** Returns what is written there, which may be nothing of use. */
  static AllowedHost of(String text) {
    Matcher withPort = WITH_PORT.matcher(text);
    return withPort.matches()
        ? new AllowedHost(
            withoutBrackets(withPort.group(1)), Set.of(Integer.valueOf(withPort.group(2))))
        : new AllowedHost(withoutBrackets(text), USUAL);
  }

  private static String withoutBrackets(String host) {
    return IN_BRACKETS.matcher(host).replaceFirst("$1");
  }

  boolean isUsable() {
    boolean arePorts = ports.stream().allMatch(port -> port > 0 && port <= LAST_PORT);
    return arePorts && (isBlock() || HOST.matcher(host).matches());
  }

  boolean isBlock() {
    return Addresses.isBlock(host);
  }

  boolean isPortOf(URI url) {
    return ports.contains(CallbackUrls.port(url));
  }

  boolean isHostOf(URI url) {
    String asked = CallbackUrls.host(url);
    if (isBlock()) {
      return literal(asked).filter(new Addresses(List.of(host))::contains).isPresent();
    }
    String plain = CallbackUrls.plain(host);
    return plain.startsWith(ALL_BELOW)
        ? asked.endsWith(plain.substring(ALL_BELOW.length()))
        : asked.equals(plain);
  }

  private static Optional<InetAddress> literal(String host) {
    return Addresses.literal(withoutBrackets(host));
  }
}
