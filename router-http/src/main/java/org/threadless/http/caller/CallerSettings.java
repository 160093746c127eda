package org.threadless.http.caller;

import static org.threadless.router.config.Settings.check;
import static org.threadless.router.config.Settings.orElse;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.threadless.http.address.Addresses;
import org.threadless.router.config.Secret;

/**
 * Who may call a backend, the same for all that are called over HTTP: their own settings have
 * components of these names and types, and make one of these of them.
 *
 * @param allowIp addresses and blocks that may call; default all
 * @param trustedProxies addresses and blocks of proxies whose {@code X-Forwarded-For} or {@code
 *     Forwarded} is believed where {@code allowIp} is set; default none
 * @param secret what a request must carry as {@code secret}; default nothing
 * @param allowAnyone whether everybody may call who reaches it; default no
 */
public record CallerSettings(
    Optional<List<String>> allowIp,
    List<String> trustedProxies,
    Optional<Secret> secret,
    Boolean allowAnyone) {

  /** The addresses of this machine. */
  public static final List<String> THIS_MACHINE = List.of("127.0.0.0/8", "::1");

  // It is written into URLs.
  private static final Pattern UNRESERVED = Pattern.compile("[A-Za-z0-9._~-]+");

  /** Fills in the defaults. */
  public CallerSettings {
    allowIp = orElse(allowIp, Optional.<List<String>>empty()).map(List::copyOf);
    trustedProxies = List.copyOf(orElse(trustedProxies, List.of()));
    allowIp.ifPresent(blocks -> Addresses.require("allowIp", blocks));
    Addresses.require("trustedProxies", trustedProxies);
    secret = orElse(secret, Optional.empty());
    check(
        secret.isEmpty() || UNRESERVED.matcher(secret.get().reveal()).matches(),
        "secret",
        "must be made of letters, digits and - . _ ~ only");
    allowAnyone = orElse(allowAnyone, false);
  }

  /** Returns the same where those addresses may call unless something else is said. */
  public CallerSettings orAllow(List<String> blocks) {
    return allowIp.isPresent() || allowAnyone
        ? this
        : new CallerSettings(Optional.of(blocks), trustedProxies, secret, false);
  }

  /**
   * Returns whether they let everybody call and do not say that this is meant. Unless something
   * else is checked, that is what {@link
   * org.threadless.router.backend.BackendPlugin#takesFromAnybody} is about.
   */
  public boolean checkNothing() {
    return allowIp.isEmpty() && secret.isEmpty() && !allowAnyone;
  }
}
