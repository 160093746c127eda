package org.threadless.backend.http.check;

import static org.threadless.router.config.Settings.orElse;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.threadless.router.config.InvalidSettingException;
import org.threadless.router.config.Secret;

/**
 * One thing that must hold of a request. There is exactly one kind in it.
 *
 * @param hmac a signature with a key that both know
 * @param ed25519 a signature with a key that only the gateway has
 * @param jwt a signed token
 * @param equal values at places, each a template of what must stand there
 * @param basic {@code user:password}, a template: what the request must carry as Basic
 *     authentication
 * @param bearer a template of the token that the request must carry
 * @param fresh how old a request may be
 */
public record CheckSettings(
    Optional<HmacSettings> hmac,
    Optional<Ed25519Settings> ed25519,
    Optional<JwtSettings> jwt,
    Optional<Map<String, Secret>> equal,
    Optional<Secret> basic,
    Optional<Secret> bearer,
    Optional<FreshSettings> fresh) {

  private static final String ONE =
      "each check is exactly one of hmac, ed25519, jwt, equal, basic, bearer, fresh";

  /** Refuses none of them, more than one, and an empty map. */
  public CheckSettings {
    hmac = orElse(hmac, Optional.empty());
    ed25519 = orElse(ed25519, Optional.empty());
    jwt = orElse(jwt, Optional.empty());
    equal = orElse(equal, Optional.<Map<String, Secret>>empty()).map(Map::copyOf);
    basic = orElse(basic, Optional.empty());
    bearer = orElse(bearer, Optional.empty());
    fresh = orElse(fresh, Optional.empty());
    requireOne(
        Stream.of(
                present("hmac", hmac),
                present("ed25519", ed25519),
                present("jwt", jwt),
                present("equal", equal),
                present("basic", basic),
                present("bearer", bearer),
                present("fresh", fresh))
            .flatMap(Optional::stream)
            .toList());
    if (equal.isPresent() && equal.get().isEmpty()) {
      throw new InvalidSettingException("equal", "must name a place and what must stand there");
    }
  }

  private static Optional<String> present(String kind, Optional<?> check) {
    return check.map(there -> kind);
  }

  private static void requireOne(List<String> kinds) {
    if (kinds.isEmpty()) {
      throw new InvalidSettingException("hmac", "is missing: " + ONE);
    }
    if (kinds.size() > 1) {
      throw new InvalidSettingException(
          kinds.get(1), "must not stand beside " + kinds.get(0) + ": " + ONE);
    }
  }
}
