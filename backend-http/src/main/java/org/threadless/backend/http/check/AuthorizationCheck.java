package org.threadless.backend.http.check;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.threadless.backend.http.request.CheckedRequest;
import org.threadless.backend.http.value.SettingTexts;
import org.threadless.backend.http.value.SettingValues;
import org.threadless.router.config.InvalidSettingException;
import org.threadless.router.config.Secret;

/** What must stand in the header {@code Authorization}, after its scheme. */
final class AuthorizationCheck implements Check {

  private final String kind;
  private final String expected;

  private AuthorizationCheck(String kind, String expected) {
    this.kind = kind;
    this.expected = expected;
  }

  /** Returns a check of user and password (RFC 7617). */
  static AuthorizationCheck basic(Secret written, SettingValues values) {
    String text = SettingTexts.of("basic", written, values);
    if (!text.contains(":")) {
      throw new InvalidSettingException("basic", "must be user:password");
    }
    return new AuthorizationCheck(
        "basic", Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Returns a check of a token (RFC 6750). */
  static AuthorizationCheck bearer(Secret written, SettingValues values) {
    return new AuthorizationCheck("bearer", SettingTexts.of("bearer", written, values));
  }

  @Override
  public void require(CheckedRequest request) {
    String header = request.values().header("Authorization").orElse("");
    String scheme = kind + " ";
    boolean named = header.toLowerCase(Locale.ROOT).startsWith(scheme);
    String given = named ? header.substring(scheme.length()).strip() : "";
    if (!SameText.is(given, expected)) {
      throw CheckedRequest.refused(kind, "$header.Authorization", Check.missingOrWrong(header));
    }
  }
}
