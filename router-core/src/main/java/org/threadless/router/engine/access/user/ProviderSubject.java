package org.threadless.router.engine.access.user;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.threadless.router.text.Sha256;

/**
 * Who somebody is at another service; a name there may be another person's tomorrow, and this never
 * is (OpenID Connect Core, 5.7).
 *
 * @param issuer the service
 * @param subject what it calls them
 */
public record ProviderSubject(String issuer, String subject) {

  private static final byte[] BETWEEN = {0};

  /** Refuses nulls. */
  public ProviderSubject {
    Objects.requireNonNull(issuer, "issuer");
    Objects.requireNonNull(subject, "subject");
  }

  /** Returns what it is stored by: 64 hexadecimal digits. */
  public String hash() {
    return Sha256.hex(
        issuer.getBytes(StandardCharsets.UTF_8), BETWEEN, subject.getBytes(StandardCharsets.UTF_8));
  }
}
