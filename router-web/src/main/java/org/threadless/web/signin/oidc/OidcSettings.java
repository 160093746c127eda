package org.threadless.web.signin.oidc;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.threadless.router.config.InvalidSettingException;
import org.threadless.router.config.Secret;
import org.threadless.router.config.Settings;
import org.threadless.router.engine.access.user.Role;

/**
 * Another service that signs people in (OpenID Connect): {@code console.oidc} in the configuration.
 *
 * @param issuer its URL, as it names itself
 * @param clientId what it calls this router
 * @param clientSecret what this router shows to it
 * @param nameClaim what it tells of somebody that is to be their name here; default {@code
 *     preferred_username}
 * @param roleClaim what it tells of somebody that says what they may do, a text or a list of them;
 *     default {@code groups}
 * @param roles the role for each value of that; of several the one that may do most. Whoever has
 *     none of them is not let in
 */
public record OidcSettings(
    URI issuer,
    String clientId,
    Secret clientSecret,
    String nameClaim,
    String roleClaim,
    Map<String, String> roles) {

  /** Fills in the defaults. */
  public OidcSettings {
    Settings.httpUrl("issuer", Settings.required("issuer", issuer));
    Settings.notBlank("clientId", clientId);
    Settings.required("clientSecret", clientSecret);
    nameClaim = Settings.notBlank("nameClaim", Settings.orElse(nameClaim, "preferred_username"));
    roleClaim = Settings.notBlank("roleClaim", Settings.orElse(roleClaim, "groups"));
    roles = Map.copyOf(Settings.required("roles", roles));
    Settings.check(!roles.isEmpty(), "roles", "must have at least one");
    roles.values().forEach(OidcSettings::requireRole);
  }

  private static void requireRole(String written) {
    try {
      Role.of(written);
    } catch (IllegalArgumentException e) {
      throw new InvalidSettingException("roles", "has what " + e.getMessage());
    }
  }

  /** Returns what somebody may do of whom the service tells this; empty where that is nothing. */
  public Optional<Role> role(Stream<String> values) {
    return values
        .filter(roles::containsKey)
        .map(value -> Role.of(roles.get(value)))
        .max(Role::compareTo);
  }
}
