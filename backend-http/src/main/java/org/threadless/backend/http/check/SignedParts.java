package org.threadless.backend.http.check;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.threadless.backend.http.check.signed.RequestUrls;

/**
 * What a gateway has to sign, for people who look for why a signature is wrong. Neither keys nor
 * what has been signed are shown.
 */
public final class SignedParts {

  private SignedParts() {}

  /**
   * Returns a line for each check of a signature.
   *
   * @param kind as a refusal names it, {@code hmac}
   */
  public static List<String> of(String kind, List<CheckSettings> checks) {
    return checks.stream().flatMap(check -> lines(kind, check)).toList();
  }

  private static Stream<String> lines(String kind, CheckSettings check) {
    return switch (kind) {
      case "hmac" -> check.hmac().stream().map(SignedParts::hmac);
      case "ed25519" ->
          check.ed25519().stream().map(each -> "at " + each.equals() + " signed is " + each.over());
      case "jwt" -> check.jwt().stream().flatMap(each -> jwt(each).stream());
      default -> Stream.empty();
    };
  }

  private static String hmac(HmacSettings hmac) {
    return "at "
        + hmac.equals()
        + " signed is "
        + hmac.over()
        + ", by HMAC-"
        + hmac.hash()
        + " in "
        + hmac.as().name().toLowerCase(Locale.ROOT);
  }

  private static List<String> jwt(JwtSettings jwt) {
    List<String> lines = new ArrayList<>();
    jwt.audience().ifPresent(audience -> lines.add("its audience is " + audience));
    jwt.bodyHash().ifPresent(claim -> lines.add(claim + " is the SHA-256 of the body in hex"));
    jwt.urlHash().ifPresent(claim -> lines.add(claim + " is the SHA-256 of the URL in hex"));
    return lines;
  }

  /**
   * Returns the URLs that may be signed of a request, one of them the usual one and first.
   *
   * @param root the URL that the root of this server is reached by
   * @param pathAndQuery those of the request
   */
  public static List<String> urls(URI root, String pathAndQuery) {
    return new RequestUrls(root).of(pathAndQuery);
  }
}
