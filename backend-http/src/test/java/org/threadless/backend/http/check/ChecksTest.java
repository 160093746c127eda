package org.threadless.backend.http.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.threadless.backend.http.check.Given.assertRefused;
import static org.threadless.backend.http.check.Given.assertTaken;
import static org.threadless.backend.http.check.Given.checks;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.threadless.backend.http.check.FreshSettings.TimeForm;
import org.threadless.backend.http.check.HmacSettings.Encoding;
import org.threadless.backend.http.check.HmacSettings.Hash;
import org.threadless.backend.http.value.Template;
import org.threadless.backend.http.value.ValuePath;
import org.threadless.router.config.InvalidSettingException;
import org.threadless.router.config.Secret;

class ChecksTest {

  private static final ValuePath TIME = ValuePath.valueOf("$header.X-Timestamp");

  @Test
  void withoutAnyAllIsTaken() {
    assertTaken(checks(), new GivenRequest("/"));
  }

  @Test
  void aValueMustStandAtItsPlace() {
    Checks checks = checks(Given.equal("$query.secret", "{key}"));
    assertTaken(checks, new GivenRequest("/?secret=" + Given.KEY));
    String missing = "check equal: $query.secret is missing";
    assertRefused(
        checks,
        new GivenRequest("/?secret=" + Given.KEY + "x"),
        "check equal: $query.secret is wrong");
    assertRefused(checks, new GivenRequest("/?secret="), missing);
    assertRefused(checks, new GivenRequest("/"), missing);
  }

  @Test
  void aValueMayStandInAFieldOfTheForm() {
    Checks checks = checks(Given.equal("secret", "{key}"));
    assertTaken(checks, new GivenRequest("/").with("secret", Given.KEY));
    assertRefused(
        checks, new GivenRequest("/").with("secret", "x"), "check equal: secret is wrong");
  }

  @Test
  void userAndPasswordMustBeRight() {
    Checks checks = checks(Given.basic("{user}:{key}"));
    String line = "check basic: $header.Authorization is wrong";
    assertTaken(checks, authorized("Basic " + base64("anna:" + Given.KEY)));
    assertTaken(checks, authorized("basic " + base64("anna:" + Given.KEY)));
    assertRefused(checks, authorized("Basic " + base64("anna:")), line);
    assertRefused(checks, authorized("Basic " + base64("Anna:" + Given.KEY)), line);
    assertRefused(checks, authorized("Bearer " + base64("anna:" + Given.KEY)), line);
    assertRefused(checks, new GivenRequest("/"), line.replace("is wrong", "is missing"));
  }

  @Test
  void aTokenMustBeRight() {
    Checks checks = checks(Given.bearer("{key}"));
    String line = "check bearer: $header.Authorization is wrong";
    assertTaken(checks, authorized("Bearer " + Given.KEY));
    assertRefused(checks, authorized("Bearer " + Given.KEY.substring(1)), line);
    assertRefused(checks, authorized(Given.KEY), line);
    assertRefused(checks, new GivenRequest("/"), line.replace("is wrong", "is missing"));
  }

  private static GivenRequest authorized(String header) {
    return new GivenRequest("/").header("Authorization", header);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    "SECONDS, 1769873400, 1769873100, 1769873099, 1769873701",
    "MILLIS, 1769873400000, 1769873100000, 1769873099999, 1769873700001",
    "ISO, 2026-01-31T16:30:00.000+01:00, 2026-01-31T15:25:00Z, 2026-01-31T15:24:59Z,"
        + " 2026-01-31T15:35:01Z"
  })
  void aReplayIsTooOldAndNothingComesFromTheFuture(
      TimeForm form, String now, String justIn, String tooOld, String tooNew) {
    Checks checks = checks(Given.of(new FreshSettings(TIME, null, form)));
    String line =
        "check fresh: $header.X-Timestamp is not a time close to now; is the clock of this machine"
            + " right?";
    assertTaken(checks, sentAt(now));
    assertTaken(checks, sentAt(justIn));
    assertRefused(checks, sentAt(tooOld), line);
    assertRefused(checks, sentAt(tooNew), line);
    assertRefused(checks, sentAt("99999999999999999999"), line);
    assertRefused(checks, sentAt("9223372036854775807"), line);
    assertRefused(checks, sentAt("yesterday"), line);
    assertRefused(checks, new GivenRequest("/"), "check fresh: $header.X-Timestamp is missing");
  }

  @Test
  void theWindowMayBeWider() {
    Checks checks = checks(Given.of(new FreshSettings(TIME, Duration.ofHours(24), null)));
    assertTaken(checks, sentAt("1769787000"));
    assertThat(checks.refusal(sentAt("1769786999"))).isPresent();
  }

  private static GivenRequest sentAt(String time) {
    return new GivenRequest("/").header("X-Timestamp", time);
  }

  @Test
  void allMustHold() {
    Checks checks = checks(Given.equal("$query.a", "1"), Given.equal("$query.b", "2"));
    assertTaken(checks, new GivenRequest("/?a=1&b=2"));
    assertRefused(checks, new GivenRequest("/?a=1&b=3"), "check equal: $query.b is wrong");
    assertRefused(checks, new GivenRequest("/?a=2&b=2"), "check equal: $query.a is wrong");
  }

  @Test
  void eachIsOfOneKind() {
    String line = "each check is exactly one of hmac, ed25519, jwt, equal, basic, bearer, fresh";
    assertThatThrownBy(
            () ->
                new CheckSettings(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()))
        .hasMessage("hmac is missing: " + line);
    assertThatThrownBy(
            () ->
                new CheckSettings(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(new Secret("a:b")),
                    Optional.of(new Secret("c")),
                    Optional.empty()))
        .hasMessage("bearer must not stand beside basic: " + line);
    assertThatThrownBy(
            () ->
                new CheckSettings(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(Map.of()),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()))
        .hasMessage("equal must name a place and what must stand there");
  }

  @Test
  void whatCannotBeCheckedIsAMistakeInTheSettings() {
    assertMistake(Given.equal("$query.s", "{other}"), "equal needs the setting other,");
    assertMistake(
        Given.equal("$nonsense", "x"), "equal has a key that must be one of $header.NAME");
    assertMistake(Given.equal("$query.s", ""), "equal must not be empty");
    assertMistake(Given.basic("{key}"), "basic must be user:password");
    assertMistake(hmacOver("{$nonsense}"), "over has a place that must be one of $header.NAME");
    assertMistake(hmacOver("{token}"), "over needs the setting token, which has no value");
    assertMistake(
        Given.of(new Ed25519Settings(new Secret("{key}"), Template.valueOf("{$body}"), TIME)),
        "key must be a public key: the Base64 of 32 bytes");
  }

  @Test
  void aSignedUrlNeedsToBeKnown() {
    List<CheckSettings> checks = List.of(hmacOver("{$url}"));
    Checks.require(checks, Given.values(Given.KEY));
    assertThatThrownBy(
            () ->
                new Checks(
                    checks, Given.values(Given.KEY), Optional.empty(), InstantSource.system()))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessage(
            "check cannot be made: over needs the URL that the gateway calls: set public-url, such"
                + " as https://sms.example.org/");
  }

  @Test
  void noSecretIsShown() {
    CheckSettings[] all = {
      Given.equal("$query.s", "literal-secret"),
      Given.basic("anna:literal-secret"),
      Given.bearer("literal-secret"),
      Given.of(
          new HmacSettings(
              Hash.MD5, new Secret("literal-secret"), Template.valueOf("x"), null, TIME))
    };
    assertThat(List.of(all).toString()).doesNotContain("literal-secret");
    for (CheckSettings one : all) {
      assertThat(checks(one).refusal(sentAt("given-value")).orElseThrow())
          .doesNotContain("literal-secret", "given-value");
    }
  }

  private static CheckSettings hmacOver(String over) {
    return Given.hmac(Hash.SHA256, over, Encoding.HEX, "X-Signature");
  }

  private static void assertMistake(CheckSettings check, String problem) {
    assertThatThrownBy(() -> Checks.require(List.of(check), Given.values(Given.KEY)))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageStartingWith("check cannot be made: " + problem)
        .hasMessageNotContaining(Given.KEY);
  }
}
