package org.threadless.backend.http.check;

import static org.threadless.router.config.Settings.orElse;
import static org.threadless.router.config.Settings.required;

import java.time.Duration;
import java.util.Optional;
import org.threadless.backend.http.value.Template;
import org.threadless.backend.http.value.ValuePath;
import org.threadless.router.config.InvalidSettingException;
import org.threadless.router.config.Secret;

/**
 * A token (RFC 7519) that is signed with a key that both know. Where it says from when and until
 * when it holds, that is looked at.
 *
 * @param in where it stands; {@code Bearer} before it is passed over
 * @param key a template of the key
 * @param issuer who must have made it
 * @param audience a template of whom it must be for
 * @param bodyHash the claim that holds the SHA-256 of the body in hex; only a request without a
 *     body may lack it
 * @param urlHash the claim that holds the SHA-256 of the public URL in hex
 * @param leeway by how much the clocks may differ; default 1m
 */
record JwtSettings(
    ValuePath in,
    Secret key,
    Optional<String> issuer,
    Optional<Template> audience,
    Optional<String> bodyHash,
    Optional<String> urlHash,
    Duration leeway) {

  JwtSettings {
    required("in", in);
    required("key", key);
    issuer = orElse(issuer, Optional.empty());
    audience = orElse(audience, Optional.empty());
    bodyHash = orElse(bodyHash, Optional.empty());
    urlHash = orElse(urlHash, Optional.empty());
    leeway = orElse(leeway, Duration.ofMinutes(1));
    if (leeway.isNegative()) {
      throw new InvalidSettingException("leeway", "must not be negative, and is " + leeway);
    }
  }
}
