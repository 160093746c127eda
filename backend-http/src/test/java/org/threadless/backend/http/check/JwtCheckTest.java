package org.threadless.backend.http.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.threadless.backend.http.check.Given.assertRefused;
import static org.threadless.backend.http.check.Given.assertTaken;
import static org.threadless.backend.http.check.Given.checks;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.backend.http.value.Template;
import org.threadless.backend.http.value.ValuePath;
import org.threadless.router.config.Secret;

class JwtCheckTest {

  private static final String LONG_KEY = "0123456789abcdef0123456789abcdef0123456789abcdef";
  private static final String BODY = "Hello, World!";
  private static final String BODY_HASH =
      "dffd6021bb2bd5b0af676290809ec3a53191dd81c7f70a4b28688a362182986f";
  private static final String URL_HASH =
      "41f05f0ddd0a22ab209ac46f47c4572d9cefa257ed74b24004bae753ece6c260";
  private static final String PATH = "/path?bar=1&foo=2";

  private static final String WHERE = "check jwt: $header.Authorization ";

  private static final CheckSettings PLAIN = check(null, null, null, null);
  private static final CheckSettings ALL =
      check("MessageBird", "{$url}", "payload_hash", "url_hash");

  private static CheckSettings check(
      String issuer, String audience, String bodyHash, String urlHash) {
    return Given.of(
        new JwtSettings(
            ValuePath.valueOf("$header.Authorization"),
            new Secret("{key}"),
            Optional.ofNullable(issuer),
            Optional.ofNullable(audience).map(Template::valueOf),
            Optional.ofNullable(bodyHash),
            Optional.ofNullable(urlHash),
            Duration.ofSeconds(1)));
  }

  private static Checks at(String root, CheckSettings check) {
    return checks(root, LONG_KEY, check);
  }

  private static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer("MessageBird")
        .audience("https://example.com" + PATH)
        .claim("payload_hash", BODY_HASH)
        .claim("url_hash", URL_HASH)
        .notBeforeTime(Date.from(Given.NOW))
        .expirationTime(Date.from(Given.NOW.plusSeconds(60)));
  }

  private static String signed(JWSAlgorithm algorithm, JWTClaimsSet.Builder claims) {
    try {
      SignedJWT token = new SignedJWT(new JWSHeader(algorithm), claims.build());
      token.sign(new MACSigner((LONG_KEY + "\0".repeat(16)).getBytes(StandardCharsets.UTF_8)));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static GivenRequest request(JWTClaimsSet.Builder claims) {
    return request("Bearer " + signed(JWSAlgorithm.HS256, claims));
  }

  private static GivenRequest request(String authorization) {
    return new GivenRequest(PATH).body(BODY).header("Authorization", authorization);
  }

  @Test
  void aTokenOfThisRequestIsTaken() {
    Checks checks = at("https://example.com", ALL);
    assertTaken(checks, request(claims()));
    assertTaken(checks, request(signed(JWSAlgorithm.HS256, claims())));
    assertTaken(checks, request("bearer  " + signed(JWSAlgorithm.HS512, claims())));
  }

  @Test
  void whatItDoesNotSayIsNotLookedAt() {
    assertTaken(at(Given.ROOT, PLAIN), request(new JWTClaimsSet.Builder()));
  }

  @Test
  void anotherKeyMakesItAnother() {
    assertRefused(checks(PLAIN), request(claims()), WHERE + "is not signed with the key");
  }

  @Test
  void oneByteMakesItAnother() {
    String token = signed(JWSAlgorithm.HS256, claims());
    int middle = token.lastIndexOf('.') + 10;
    char other = token.charAt(middle) == 'A' ? 'B' : 'A';
    assertRefused(
        at("https://example.com", ALL),
        request(token.substring(0, middle) + other + token.substring(middle + 1)),
        WHERE + "is not signed with the key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer", "Bearer x", "a.b.c", "Basic YTpi"})
  void whatIsNoTokenIsRefused(String given) {
    assertRefused(at(Given.ROOT, PLAIN), request(given), WHERE + "is no signed token");
  }

  @Test
  void anUnsignedTokenIsRefused() {
    String unsigned = new PlainJWT(claims().build()).serialize();
    assertThat(at(Given.ROOT, PLAIN).refusal(request(unsigned))).isPresent();
  }

  @Test
  void aTokenThatIsMissingIsNamed() {
    assertRefused(at(Given.ROOT, PLAIN), new GivenRequest("/"), WHERE + "is missing");
  }

  @Test
  void anotherIssuerAudienceBodyOrUrlIsRefused() {
    Checks checks = at("https://example.com", ALL);
    assertRefused(checks, request(claims().issuer("Mallory")), WHERE + "has another iss");
    assertRefused(checks, request(claims().issuer(null)), WHERE + "has another iss");
    assertRefused(
        checks,
        request(claims().audience("https://other.example/")),
        WHERE + "has another audience");
    assertRefused(checks, request(claims()).body("Hello!"), WHERE + "has another payload_hash");
    assertRefused(
        checks, request(claims().claim("payload_hash", null)), WHERE + "has another payload_hash");
    assertRefused(
        checks, request(claims().claim("url_hash", BODY_HASH)), WHERE + "has another url_hash");
  }

  @Test
  void aRequestWithoutABodyNeedsNoHashOfIt() {
    Checks checks = at("https://example.com", ALL);
    assertTaken(checks, request(claims().claim("payload_hash", null)).body(""));
    assertRefused(checks, request(claims()).body(""), WHERE + "has another payload_hash");
  }

  @Test
  void thePortMayBeInTheUrlOrNot() {
    assertTaken(at("https://example.com:443/", ALL), request(claims()));
    assertRefused(
        at("http://example.com/", ALL), request(claims()), WHERE + "has another audience");
  }

  @Test
  void aTokenHoldsFromAndUntilATimeAndTheClocksMayDifferALittle() {
    Checks checks = at("https://example.com", ALL);
    assertTaken(checks, request(claims().expirationTime(date(0))));
    assertRefused(checks, request(claims().expirationTime(date(-1))), WHERE + "has expired");
    assertTaken(checks, request(claims().notBeforeTime(date(1))));
    assertRefused(checks, request(claims().notBeforeTime(date(2))), WHERE + "does not hold yet");
  }

  private static Date date(long secondsFromNow) {
    Instant time = Given.NOW.plusSeconds(secondsFromNow);
    return Date.from(time);
  }

  @Test
  void aShortKeyIsTakenToo() throws Exception {
    String unsigned = "eyJhbGciOiJIUzI1NiJ9." + base64("{}".getBytes(StandardCharsets.UTF_8));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec("short".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    String token =
        unsigned + "." + base64(mac.doFinal(unsigned.getBytes(StandardCharsets.US_ASCII)));
    assertTaken(checks(Given.ROOT, "short", PLAIN), request(token));
    assertRefused(
        checks(Given.ROOT, "shorts", PLAIN), request(token), WHERE + "is not signed with the key");
  }

  private static String base64(byte[] bytes) {
    return java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
