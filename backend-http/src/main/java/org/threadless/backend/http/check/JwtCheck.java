package org.threadless.backend.http.check;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.threadless.backend.http.check.signed.RequestUrls;
import org.threadless.backend.http.check.signed.SignedBytes;
import org.threadless.backend.http.request.CheckedRequest;
import org.threadless.backend.http.value.SettingTexts;
import org.threadless.backend.http.value.SettingValues;
import org.threadless.http.request.RequestException;
import org.threadless.router.text.Sha256;

/** A signed token. */
final class JwtCheck implements Check {

  private static final String KIND = "jwt";
  private static final String BEARER = "bearer ";

  // The library wants a key as long as the hash. A shorter one is filled up with zeros when it is
  // used (RFC 2104, 2), so that this changes nothing but that it takes them.
  private static final int LEAST_KEY_BYTES = 64;

  private final JwtSettings settings;
  private final byte[] key;
  private final Optional<SignedBytes> audience;
  private final Optional<RequestUrls> urls;
  private final InstantSource clock;

  JwtCheck(
      JwtSettings settings, SettingValues values, Optional<RequestUrls> urls, InstantSource clock) {
    this.settings = settings;
    byte[] written =
        SettingTexts.of("key", settings.key(), values).getBytes(StandardCharsets.UTF_8);
    this.key = Arrays.copyOf(written, Math.max(written.length, LEAST_KEY_BYTES));
    this.audience =
        settings
            .audience()
            .map(template -> new SignedBytes(KIND, "audience", template, values, urls));
    this.urls = settings.urlHash().map(claim -> SignedBytes.needed("urlHash", urls));
    this.clock = clock;
  }

  @Override
  public void require(CheckedRequest request) {
    String given =
        settings.in().in(request.values()).orElseThrow(() -> refused("is missing")).strip();
    boolean bearer = given.toLowerCase(Locale.ROOT).startsWith(BEARER);
    JWTClaimsSet claims = claims(bearer ? given.substring(BEARER.length()).strip() : given);
    requireTime(claims);
    settings.issuer().ifPresent(issuer -> requireText(claims, "iss", List.of(issuer)));
    audience.ifPresent(expected -> requireAudience(claims, expected.of(request)));
    settings.bodyHash().ifPresent(claim -> requireBody(claims, claim, request.bodyBytes()));
    urls.ifPresent(all -> requireUrl(claims, all.of(request)));
  }

  private JWTClaimsSet claims(String token) {
    try {
      SignedJWT signed = SignedJWT.parse(token);
      JWSVerifier verifier = new MACVerifier(key);
      if (!verifier.supportedJWSAlgorithms().contains(signed.getHeader().getAlgorithm())
          || !signed.verify(verifier)) {
        throw refused("is not signed with the key");
      }
      return signed.getJWTClaimsSet();
    } catch (ParseException | JOSEException e) {
      throw refused("is no signed token");
    }
  }

  private void requireTime(JWTClaimsSet claims) {
    Instant now = clock.instant();
    if (isAfter(now.minus(settings.leeway()), claims.getExpirationTime())) {
      throw refused("has expired");
    }
    Date from = claims.getNotBeforeTime();
    if (from != null && from.toInstant().isAfter(now.plus(settings.leeway()))) {
      throw refused("does not hold yet");
    }
  }

  private static boolean isAfter(Instant time, Date end) {
    return end != null && !time.isBefore(end.toInstant());
  }

  private void requireAudience(JWTClaimsSet claims, List<byte[]> expected) {
    List<String> right =
        expected.stream().map(bytes -> new String(bytes, StandardCharsets.UTF_8)).toList();
    if (claims.getAudience().stream().noneMatch(given -> isOne(given, right))) {
      throw refused("has another audience");
    }
  }

  private void requireBody(JWTClaimsSet claims, String claim, byte[] body) {
    if (body.length > 0 || claims.getClaim(claim) != null) {
      requireText(claims, claim, List.of(Sha256.hex(body)));
    }
  }

  private void requireUrl(JWTClaimsSet claims, List<String> all) {
    List<String> hashes =
        all.stream().map(url -> Sha256.hex(url.getBytes(StandardCharsets.UTF_8))).toList();
    requireText(claims, settings.urlHash().orElseThrow(), hashes);
  }

  private void requireText(JWTClaimsSet claims, String claim, List<String> expected) {
    if (!(claims.getClaim(claim) instanceof String given) || !isOne(given, expected)) {
      throw refused("has another " + claim);
    }
  }

  private static boolean isOne(String given, List<String> expected) {
    return expected.stream().anyMatch(each -> SameText.is(given, each));
  }

  private RequestException refused(String problem) {
    return CheckedRequest.refused(KIND, settings.in(), problem);
  }
}
