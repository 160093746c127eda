package org.threadless.backend.http.outgoing.settings;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.threadless.backend.http.value.Template;
import org.threadless.router.config.Settings;

/**
 * How we say to the gateway who we are: one of the two.
 *
 * @param basic user and password with a colon between them (RFC 7617)
 * @param bearer a token (RFC 6750)
 */
public record AuthSettings(Optional<Template> basic, Optional<Template> bearer) {

  /** Refuses both, and neither. */
  public AuthSettings {
    basic = Settings.orElse(basic, Optional.empty());
    bearer = Settings.orElse(bearer, Optional.empty());
    Settings.check(
        basic.isPresent() != bearer.isPresent(), "basic", "or bearer must be there, one of them");
    Settings.check(
        basic.isEmpty() || basic.get().toString().contains(":"),
        "basic",
        "must be a user and a password with a colon between them: \"{user}:{password}\"");
  }

  /** Returns the user and password or the token, as they are written. */
  public Template template() {
    return basic.or(() -> bearer).orElseThrow();
  }

  /** Returns the header of these credentials. */
  public String header(String credentials) {
    return basic.isPresent() ? basic(credentials) : "Bearer " + credentials;
  }

  /** Returns the header of a user and a password. */
  public static String basic(String credentials) {
    byte[] bytes = credentials.getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(bytes);
  }
}
