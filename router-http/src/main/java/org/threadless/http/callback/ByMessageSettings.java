package org.threadless.http.callback;

import static org.threadless.router.config.Settings.check;
import static org.threadless.router.config.Settings.orElse;
import static org.threadless.router.config.Settings.positive;
import static org.threadless.router.config.Settings.required;

import java.time.Duration;
import java.util.List;
import org.threadless.router.config.Secret;

/**
 * What a single message may name to be told of: {@code callbacks-by-message}.
 *
 * @param secret what is signed with that is told there
 * @param allow the hosts that may be named: {@code example.org}, {@code *.example.org} for all
 *     below it, addresses and blocks of them, which are also what may be asked of this network;
 *     each at the ports 80 and 443, or at that behind it: {@code example.org:8443}
 * @param timeout how long to wait for an answer; default 10s
 * @param giveUpAfter how long after it happened something is told no more; default 1d
 */
public record ByMessageSettings(
    Secret secret, List<String> allow, Duration timeout, Duration giveUpAfter) {

  /** Fills in the defaults and checks the values. */
  public ByMessageSettings {
    CallbackSettings.requireSecret(secret);
    allow = List.copyOf(required("allow", allow));
    check(!allow.isEmpty(), "allow", "must name one host at least");
    for (String each : allow) {
      check(
          AllowedHost.of(each).isUsable(),
          "allow",
          "must be a list of hosts such as example.org or *.example.org, or of addresses such as"
              + " 10.1.0.0/16, each with a port behind it as example.org:8443 or without, and has "
              + each);
    }
    timeout = positive("timeout", orElse(timeout, CallbackSettings.TIMEOUT));
    giveUpAfter = positive("giveUpAfter", orElse(giveUpAfter, CallbackSettings.GIVE_UP_AFTER));
  }
}
