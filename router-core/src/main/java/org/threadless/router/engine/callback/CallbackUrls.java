package org.threadless.router.engine.callback;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Says which URLs a single message may name to be told what becomes of it. Safe for any thread. */
@FunctionalInterface
public interface CallbackUrls {

  /** None: nothing is configured. */
  CallbackUrls NONE =
      url -> {
        throw new IllegalArgumentException(
            "no message can name a callback: callbacks-by-message is not configured");
      };

  /** What the targets begin with that single messages have named. */
  String BY_MESSAGE = "by-message ";

  /** An address of four numbers, or one in brackets. */
  Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|\\[.*]");

  /**
   * Returns the target that a URL of a message belongs to: all of one scheme, host and port are
   * bounded, and backed off from, together, in whatever way they are written.
   */
  static String target(URI url) {
    String scheme = scheme(url);
    boolean isUsual = port(url) == usualPort(scheme);
    return BY_MESSAGE + scheme + "://" + host(url) + (isUsual ? "" : ":" + port(url));
  }

  /** Returns the host of a URL in the one way to write it. */
  static String host(URI url) {
    String host = plain(url.getHost());
    try {
      return ADDRESS.matcher(host).matches() ? written(InetAddress.getByName(host)) : host;
    } catch (UnknownHostException e) {
      // It is no address, and nothing else will find it.
      return host;
    }
  }

  private static String written(InetAddress address) {
    String written = address.getHostAddress();
    return address instanceof Inet6Address ? "[" + written + "]" : written;
  }

  /** Returns a host's name in lower case, without the dot that may be its last. */
  static String plain(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  /** Returns the port of a URL: that of its scheme where it has none. */
  static int port(URI url) {
    return url.getPort() < 0 ? usualPort(scheme(url)) : url.getPort();
  }

  private static String scheme(URI url) {
    return url.getScheme().toLowerCase(Locale.ROOT);
  }

  private static int usualPort(String scheme) {
    return scheme.equals("https") ? 443 : 80;
  }

  /** Returns a target or its URL as people may see it: what comes after the host may be secret. */
  static String shown(String target) {
    int host = target.indexOf("://") + 3;
    int end = host;
    while (end < target.length() && "/?#".indexOf(target.charAt(end)) < 0) {
      end++;
    }
    return target.substring(0, end) + (target.length() > end + 1 ? "/..." : "");
  }

  /**
   * Refuses a URL that may not be called.
   *
   * @throws IllegalArgumentException where it may not; its message is for the user
   */
  void require(URI url);
}
