package org.threadless.http.caller;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Request;
import org.threadless.http.address.Addresses;
import org.threadless.http.request.FormReader;

/** Who may call a backend: by the address that a request comes from, and by a secret in it. */
public final class Callers {

  private static final String SECRET = "secret";

  private final Optional<Addresses> allowed;
  private final TrustedProxies proxies;
  private final Optional<byte[]> secret;

  /** Lets those call whom the settings name. */
  public Callers(CallerSettings settings) {
    this.allowed = settings.allowIp().map(Addresses::new);
    this.proxies = new TrustedProxies(settings.trustedProxies());
    this.secret = settings.secret().map(secret -> secret.reveal().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Returns why a request may not come from its address, in one line; empty where it may. A backend
   * gives that to {@link org.threadless.http.receive.HttpBackend#refusal}.
   */
  public Optional<String> refusal(Request request) {
    return allowed.flatMap(addresses -> refusal(request, addresses));
  }

  private Optional<String> refusal(Request request, Addresses addresses) {
    if (!proxies.haveBrought(request) && TrustedProxies.isForwarded(request)) {
      // A proxy on this machine makes every request seem to come from 127.0.0.1.
      return Optional.of("this came through a proxy that trusted-proxies does not name");
    }
    return caller(request).filter(addresses::contains).isPresent()
        ? Optional.empty()
        : Optional.of("allow-ip does not name the address that this comes from");
  }

  /**
   * Returns the address that a request comes from; through a proxy that is trusted, the one that
   * the proxy saw. Empty where it does not say one, or nobody knows.
   */
  public Optional<InetAddress> caller(Request request) {
    return proxies.haveBrought(request)
        ? proxies.origin(request).from()
        : TrustedProxies.remote(request);
  }

  /**
   * Returns why a request does not show the secret, in one line; empty where it does, or needs
   * none. It stands in the query or in a header, both times as {@code secret}. A delivery report
   * that carries a token needs none.
   */
  public Optional<String> secretRefusal(Request request) {
    return secret.flatMap(expected -> secretRefusal(shown(request), expected));
  }

  private static Optional<String> secretRefusal(List<byte[]> shown, byte[] expected) {
    if (shown.isEmpty()) {
      return Optional.of("secret: is missing; put ?secret=... at the end of the URL");
    }
    // How long that takes depends on the first one alone.
    return shown.stream().anyMatch(given -> MessageDigest.isEqual(given, expected))
        ? Optional.empty()
        : Optional.of("secret: is wrong");
  }

  private static List<byte[]> shown(Request request) {
    Optional<byte[]> inQuery = FormReader.ofQuery(request, StandardCharsets.UTF_8).bytes(SECRET);
    Optional<byte[]> inHeader =
        Optional.ofNullable(request.getHeaders().get(SECRET))
            .map(value -> value.getBytes(StandardCharsets.UTF_8));
    return Stream.of(inQuery, inHeader).flatMap(Optional::stream).toList();
  }
}
