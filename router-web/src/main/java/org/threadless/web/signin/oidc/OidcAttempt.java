package org.threadless.web.signin.oidc;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.threadless.web.page.SitePath;

/**
 * What a browser keeps while another service signs somebody in, so that any node can go on: whoever
 * comes back has to be who was sent.
 *
 * @param state what the service hands back
 * @param nonce what it puts into what it signs
 * @param verifier what shows that the code was asked for here (PKCE, RFC 7636)
 * @param to the page to go on to
 */
public record OidcAttempt(State state, Nonce nonce, CodeVerifier verifier, SitePath to) {

  private static final Pattern WRITTEN =
      Pattern.compile(
          "([A-Za-z0-9_-]{43})\\.([A-Za-z0-9_-]{43})\\.([A-Za-z0-9_-]{43})\\.([A-Za-z0-9_-]+)");

  private static final int BYTES = 32;

  /** Begins one that leads on to a page. */
  public static OidcAttempt to(SitePath page) {
    return new OidcAttempt(new State(BYTES), new Nonce(BYTES), new CodeVerifier(), page);
  }

  /** Returns what {@link #written} has written; empty where it was something else. */
  public static Optional<OidcAttempt> read(String written) {
    Matcher parts = WRITTEN.matcher(written);
    return parts.matches()
        ? Optional.of(
            new OidcAttempt(
                new State(parts.group(1)),
                new Nonce(parts.group(2)),
                new CodeVerifier(parts.group(3)),
                SitePath.of(
                    new String(
                        Base64.getUrlDecoder().decode(parts.group(4)), StandardCharsets.UTF_8))))
        : Optional.empty();
  }

  /** Returns it as a cookie holds it. */
  public String written() {
    return String.join(
        ".",
        state.getValue(),
        nonce.getValue(),
        verifier.getValue(),
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(to.value().getBytes(StandardCharsets.UTF_8)));
  }
}
