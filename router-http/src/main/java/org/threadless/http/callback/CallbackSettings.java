package org.threadless.http.callback;

import static org.threadless.router.config.Settings.check;
import static org.threadless.router.config.Settings.httpUrl;
import static org.threadless.router.config.Settings.orElse;
import static org.threadless.router.config.Settings.positive;
import static org.threadless.router.config.Settings.required;

import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.threadless.http.address.Addresses;
import org.threadless.http.webhook.WebhookSecret;
import org.threadless.router.config.Secret;
import org.threadless.router.engine.callback.CallbackUrls;
import org.threadless.router.engine.callback.EventType;

/**
 * A program that is told what happens: an element of {@code callbacks}.
 *
 * @param url where it is told
 * @param secret what it is signed with
 * @param on what it is told of; default all
 * @param timeout how long to wait for its answer; default 10s
 * @param giveUpAfter how long after it happened something is told no more; default 1d
 */
public record CallbackSettings(
    URI url, Secret secret, List<EventType> on, Duration timeout, Duration giveUpAfter) {

  // What is stored of it, for each event.
  private static final int LONGEST_URL = 1000;

  static final Duration TIMEOUT = Duration.ofSeconds(10);
  static final Duration GIVE_UP_AFTER = Duration.ofDays(1);

  /** Fills in the defaults and checks the values. */
  public CallbackSettings {
    httpUrl("url", required("url", url));
    check(url.getRawUserInfo() == null, "url", "must not have a user or a password in it");
    check(url.getRawFragment() == null, "url", "must not have a # in it");
    check(
        url.toString().length() <= LONGEST_URL
            && StandardCharsets.US_ASCII.newEncoder().canEncode(url.toString()),
        "url",
        "must be at most " + LONGEST_URL + " characters, and ASCII");
    requireSecret(secret);
    on = List.copyOf(orElse(on, List.of(EventType.values())));
    check(!on.isEmpty(), "on", "must name one event at least, or be left out for all");
    timeout = positive("timeout", orElse(timeout, TIMEOUT));
    giveUpAfter = positive("giveUpAfter", orElse(giveUpAfter, GIVE_UP_AFTER));
  }

  static void requireSecret(Secret secret) {
    required("secret", secret);
    WebhookSecret.problem(secret).ifPresent(problem -> check(false, "secret", problem));
  }

  /** Returns the target that it is known as in the database. */
  public String target() {
    return url.toString();
  }

  /** Returns what it is told of. */
  public Set<EventType> events() {
    return EnumSet.copyOf(on);
  }

  /** Returns whether what it is told leaves this machine without TLS. */
  public boolean isReadOnTheWay() {
    boolean isHere =
        url.getHost().equalsIgnoreCase("localhost")
            || Addresses.literal(url.getHost().replaceAll("[\\[\\]]", ""))
                .filter(InetAddress::isLoopbackAddress)
                .isPresent();
    return url.getScheme().equalsIgnoreCase("http") && !isHere;
  }

  /** Returns it as people may see it: what comes after the host may be secret. */
  public String shown() {
    return CallbackUrls.shown(target());
  }
}
