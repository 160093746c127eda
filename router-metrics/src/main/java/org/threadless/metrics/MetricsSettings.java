package org.threadless.metrics;

import java.util.List;
import java.util.Optional;
import org.threadless.http.caller.CallerSettings;
import org.threadless.http.caller.Callers;
import org.threadless.router.config.Secret;
import org.threadless.router.config.Settings;

/**
 * Who may see the metrics.
 *
 * @param token what whoever asks must show, as {@code Authorization: Bearer ...}; default nothing
 * @param allowIp addresses and blocks that may ask; default this machine alone, and with a token
 *     all
 * @param trustedProxies addresses and blocks of proxies whose {@code X-Forwarded-For} is believed;
 *     default none
 */
record MetricsSettings(
    Optional<Secret> token, Optional<List<String>> allowIp, List<String> trustedProxies) {

  private static final int SHORTEST = 12;

  /** Fills in the defaults, and checks them. */
  MetricsSettings {
    token = Settings.orElse(token, Optional.empty());
    Settings.check(
        token.isEmpty() || token.get().reveal().length() >= SHORTEST,
        "token",
        "must have " + SHORTEST + " characters or more");
    CallerSettings callers =
        new CallerSettings(allowIp, trustedProxies, Optional.empty(), token.isPresent())
            .orAllow(CallerSettings.THIS_MACHINE);
    allowIp = callers.allowIp();
    trustedProxies = callers.trustedProxies();
  }

  /** Returns which addresses may ask. */
  Callers callers() {
    return new Callers(new CallerSettings(allowIp, trustedProxies, Optional.empty(), true));
  }
}
