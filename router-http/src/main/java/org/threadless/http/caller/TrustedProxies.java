package org.threadless.http.caller;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.QuotedCSV;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.QuotedStringTokenizer;
import org.threadless.http.address.Addresses;

/**
 * The proxies that are believed in what they tell of a request: in {@code X-Forwarded-For}, {@code
 * -Proto} and {@code -Host}, or in {@code Forwarded} (RFC 7239).
 */
final class TrustedProxies {

  private static final QuotedStringTokenizer QUOTES = QuotedStringTokenizer.CSV;

  private final Addresses addresses;

  /**
   * What a request says of one machine that it came through.
   *
   * @param from the address that it came from, as that one saw it; empty where it does not say one
   * @param scheme by which it came there, in lower case
   * @param host that it asked for there
   */
  record Hop(Optional<InetAddress> from, Optional<String> scheme, Optional<String> host) {

    private static final Hop UNKNOWN =
        new Hop(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * @param blocks addresses and blocks
   */
  TrustedProxies(List<String> blocks) {
    this.addresses = new Addresses(blocks);
  }

  /** Returns the address of the other end of the connection; empty where there is none. */
  static Optional<InetAddress> remote(Request request) {
    return request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress it
        ? Optional.ofNullable(it.getAddress())
        : Optional.empty();
  }

  /** Returns whether a request says that it came through a proxy. */
  static boolean isForwarded(Request request) {
    return request.getHeaders().contains(HttpHeader.X_FORWARDED_FOR)
        || request.getHeaders().contains(HttpHeader.FORWARDED);
  }

  /** Returns whether one of them has brought a request. */
  boolean haveBrought(Request request) {
    return remote(request).filter(addresses::contains).isPresent();
  }

  /**
   * Returns what the first of them saw that the request came to: all before it is what the caller
   * says of itself. Where a request has both kinds of headers, one may be the caller's own, and
   * what they do not agree on is not known.
   */
  Hop origin(Request request) {
    HttpFields headers = request.getHeaders();
    Optional<Hop> plain = of(hopsOfX(headers));
    Optional<Hop> standard = of(hopsOfStandard(headers));
    return plain.isPresent() && standard.isPresent() && !isSame(plain.get(), standard.get())
        ? Hop.UNKNOWN
        : plain.or(() -> standard).orElse(Hop.UNKNOWN);
  }

  private static boolean isSame(Hop one, Hop other) {
    return one.from().equals(other.from());
  }

  private Optional<Hop> of(List<Hop> hops) {
    for (int i = hops.size() - 1; i >= 0; i--) {
      Hop hop = hops.get(i);
      if (hop.from().filter(addresses::contains).isEmpty()) {
        return Optional.of(hop);
      }
    }
    return hops.stream().findFirst();
  }

  // The header of each proxy comes at the end, in a field of its own or after a comma.
  private static List<Hop> hopsOfX(HttpFields headers) {
    List<String> from = values(headers, HttpHeader.X_FORWARDED_FOR);
    List<String> schemes = values(headers, HttpHeader.X_FORWARDED_PROTO);
    List<String> hosts = values(headers, HttpHeader.X_FORWARDED_HOST);
    List<Hop> hops = new ArrayList<>();
    for (int i = 0; i < from.size(); i++) {
      hops.add(
          new Hop(
              address(from.get(i)),
              beside(i, from, schemes).map(scheme -> scheme.toLowerCase(Locale.ROOT)),
              beside(i, from, hosts)));
    }
    return hops;
  }

  // A proxy may set one for all instead of adding its own.
  private static Optional<String> beside(int at, List<String> from, List<String> values) {
    if (values.isEmpty()) {
      return Optional.empty();
    }
    String value = values.get(values.size() == from.size() ? at : values.size() - 1);
    return value.isEmpty() ? Optional.empty() : Optional.of(value);
  }

  private static List<String> values(HttpFields headers, HttpHeader name) {
    return headers.getValuesList(name).stream()
        .flatMap(value -> Arrays.stream(value.split(",", -1)))
        .map(String::strip)
        .toList();
  }

  private static List<Hop> hopsOfStandard(HttpFields headers) {
    List<String> written = headers.getValuesList(HttpHeader.FORWARDED);
    String all = String.join(",", written);
    if (all.indexOf('\\') >= 0 || all.chars().filter(each -> each == '"').count() % 2 != 0) {
      // A quote that the caller has opened would take in what the proxy has added.
      return List.of(Hop.UNKNOWN);
    }
    return new QuotedCSV(true, written.toArray(String[]::new))
        .getValues().stream().map(TrustedProxies::hop).toList();
  }

  private static Hop hop(String element) {
    Map<String, String> pairs =
        Arrays.stream(element.split(";"))
            .map(pair -> pair.split("=", 2))
            .filter(pair -> pair.length == 2)
            .collect(
                Collectors.toMap(
                    pair -> pair[0].strip().toLowerCase(Locale.ROOT),
                    pair -> QUOTES.unquote(pair[1].strip()),
                    (one, twice) -> ""));
    return new Hop(
        Optional.ofNullable(pairs.get("for")).flatMap(TrustedProxies::address),
        Optional.ofNullable(pairs.get("proto")).map(scheme -> scheme.toLowerCase(Locale.ROOT)),
        Optional.ofNullable(pairs.get("host")));
  }

  // 192.0.2.7, 192.0.2.7:4711, 2001:db8::7, [2001:db8::7] or [2001:db8::7]:4711.
  private static Optional<InetAddress> address(String written) {
    String address = written;
    if (written.startsWith("[") && written.contains("]")) {
      address = written.substring(1, written.indexOf(']'));
    } else if (written.indexOf(':') >= 0 && written.indexOf(':') == written.lastIndexOf(':')) {
      address = written.substring(0, written.indexOf(':'));
    }
    return Addresses.literal(address);
  }
}
