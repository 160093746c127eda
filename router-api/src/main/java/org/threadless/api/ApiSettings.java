package org.threadless.api;

import java.util.List;
import java.util.Optional;
import org.threadless.http.caller.CallerSettings;
import org.threadless.http.caller.Callers;

/**
 * What the configuration says of the API.
 *
 * @param trustedProxies addresses and blocks of proxies whose {@code X-Forwarded-For} tells who
 *     calls; default none
 */
record ApiSettings(List<String> trustedProxies) {

  /** Fills in the default, and checks them. */
  ApiSettings {
    trustedProxies = settings(trustedProxies).trustedProxies();
  }

  /** Returns who calls. */
  Callers callers() {
    return new Callers(settings(trustedProxies));
  }

  private static CallerSettings settings(List<String> trustedProxies) {
    return new CallerSettings(Optional.empty(), trustedProxies, Optional.empty(), true);
  }
}
