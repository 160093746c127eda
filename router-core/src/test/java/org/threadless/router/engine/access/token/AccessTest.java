package org.threadless.router.engine.access.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.router.config.Rate;
import org.threadless.router.config.Secret;
import org.threadless.router.message.BackendName;

class AccessTest {

  private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
  private static final InetAddress HERE = address("192.0.2.7");
  private static final InetAddress THERE = address("192.0.2.8");

  private Instant now = START;
  private final KnownTokens tokens = new KnownTokens(() -> now);
  private final Access access = new Access(tokens, () -> now);

  private static InetAddress address(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  private Secret add(String name, Optional<Instant> expires, Optional<Rate> rate) {
    return tokens.add(new NewToken(name, Set.of(Right.SEND), Set.of(), expires, rate));
  }

  private Secret add(String name) {
    return add(name, Optional.empty(), Optional.empty());
  }

  private Access.Answer show(Secret token, InetAddress from) {
    return access.answer(Optional.of("Bearer " + token.reveal()), from);
  }

  private static Secret wrong() {
    return TokenText.next(new SecureRandom()).secret();
  }

  private void tryWrongOnes(int count, InetAddress from) {
    for (int i = 0; i < count; i++) {
      show(wrong(), from);
    }
  }

  private static void assertDenied(Access.Answer answer, String named, String why) {
    assertThat(answer)
        .isEqualTo(
            new Access.Denied(
                "Authorization: the token " + why,
                named + " " + why,
                "Bearer error=\"invalid_token\""));
  }

  @Test
  void whoShowsAValidTokenIsLetInAsItAndItsUseIsNoted() {
    Secret text = add("crm");

    assertThat(show(text, HERE))
        .isInstanceOfSatisfying(
            Access.Granted.class,
            granted -> {
              assertThat(granted.token().name()).isEqualTo("crm");
              assertThat(granted.token().may(Right.SEND)).isTrue();
              assertThat(granted.token().may(Right.READ)).isFalse();
            });
    assertThat(tokens.used).containsExactly("crm");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bearer ", "BEARER   "})
  void theSchemeIsInAnyCase(String scheme) {
    Secret text = add("crm");

    assertThat(access.answer(Optional.of(scheme + text.reveal() + " "), HERE))
        .isInstanceOf(Access.Granted.class);
  }

  @Test
  void whoShowsNoTokenIsToldHowAndNotSlowedDown() {
    for (int i = 0; i < 50; i++) {
      assertThat(access.answer(Optional.empty(), HERE))
          .isEqualTo(
              new Access.Denied(
                  "Authorization: is missing, or is no token; send Authorization: Bearer tr_...",
                  "it shows no token",
                  "Bearer"));
      for (String other : List.of("Basic dXNlcjpwYXNz", "Bearer", "Bearer  ", "Bearer a b")) {
        assertThat(access.answer(Optional.of(other), HERE)).isInstanceOf(Access.Denied.class);
      }
    }
    assertThat(tokens.lookUps).isZero();
  }

  @Test
  void aWrongOneIsRefused() {
    assertDenied(show(wrong(), HERE), "the token", "is wrong");
    assertDenied(show(new Secret("tr_short"), HERE), "the token", "is wrong");
    assertThat(tokens.lookUps).as("what no token can be is not looked up").isEqualTo(1);
  }

  @Test
  void oneThatIsRevokedIsRefusedFromThenOn() {
    Secret text = add("crm");
    assertThat(show(text, HERE)).isInstanceOf(Access.Granted.class);

    tokens.revoke("crm");

    assertDenied(show(text, HERE), "token crm", "was revoked");
  }

  @Test
  void oneIsRefusedFromTheMomentThatItExpiresAt() {
    Secret text = add("crm", Optional.of(START.plusSeconds(60)), Optional.empty());

    now = START.plusSeconds(60).minusMillis(1);
    assertThat(show(text, HERE)).isInstanceOf(Access.Granted.class);
    now = START.plusSeconds(60);
    assertDenied(show(text, HERE), "token crm", "has expired");
  }

  @Test
  void afterTenWrongOnesTheirAddressHasOneTryEachSixSeconds() {
    tryWrongOnes(10, HERE);
    assertThat(tokens.lookUps).isEqualTo(10);

    assertThat(show(wrong(), HERE))
        .isEqualTo(
            new Access.TooMany(
                "too many wrong tokens came from your address",
                "too many wrong tokens came from there",
                Duration.ofSeconds(6)));
    assertThat(show(wrong(), THERE)).isInstanceOf(Access.Denied.class);

    now = START.plusSeconds(6);
    assertDenied(show(wrong(), HERE), "the token", "is wrong");
    assertThat(show(wrong(), HERE)).isInstanceOf(Access.TooMany.class);

    now = START.plusSeconds(120);
    tryWrongOnes(9, HERE);
    assertDenied(show(wrong(), HERE), "the token", "is wrong");
  }

  @Test
  void theMistakesOfOneProgramAreNotTheTroubleOfAnotherBehindTheSameProxy() {
    Secret known = add("crm");
    Secret fresh = add("other");
    assertThat(show(known, HERE)).isInstanceOf(Access.Granted.class);
    tryWrongOnes(20, HERE);

    assertThat(show(known, HERE)).isInstanceOf(Access.Granted.class);
    assertThat(show(fresh, HERE)).isInstanceOf(Access.Granted.class);
    assertThat(show(wrong(), HERE)).isInstanceOf(Access.TooMany.class);
  }

  @Test
  void aHundredWrongOnesOfAnAddressAreLookedUpInASecondWhileItHasToWait() {
    Secret known = add("crm");
    Secret fresh = add("other");
    show(known, HERE);
    tryWrongOnes(10, HERE);
    tokens.lookUps = 0;

    show(new Secret("tr_short"), HERE);
    tryWrongOnes(300, HERE);
    assertThat(tokens.lookUps).isEqualTo(100);
    assertThat(show(fresh, HERE)).isInstanceOf(Access.TooMany.class);
    assertThat(show(known, HERE)).isInstanceOf(Access.Granted.class);
    assertThat(show(fresh, THERE)).isInstanceOf(Access.Granted.class);
    assertThat(show(wrong(), THERE)).isInstanceOf(Access.Denied.class);

    now = START.plusMillis(10);
    assertThat(show(add("third"), HERE)).isInstanceOf(Access.Granted.class);
    assertThat(show(wrong(), HERE)).isInstanceOf(Access.TooMany.class);
  }

  @Test
  void aTokenThatIsRevokedOrHasExpiredLetsNobodyInWhileTheAddressHasToWait() {
    Secret revoked = add("crm");
    Secret expired = add("old", Optional.of(START.plusSeconds(60)), Optional.empty());
    tokens.revoke("crm");
    now = START.plusSeconds(60);
    tryWrongOnes(10, HERE);

    assertThat(show(revoked, HERE)).isInstanceOf(Access.TooMany.class);
    assertThat(show(expired, HERE)).isInstanceOf(Access.TooMany.class);
  }

  @Test
  void aTokenThatWasKnownIsSlowedDownLikeAnyOtherOnceItIsRevoked() {
    Secret text = add("crm");
    show(text, HERE);
    tryWrongOnes(20, HERE);
    tokens.revoke("crm");

    assertDenied(show(text, HERE), "token crm", "was revoked");
    assertThat(show(text, HERE)).isInstanceOf(Access.TooMany.class);
  }

  @Test
  void aNetworkOfIpv6IsOneAddress() {
    tryWrongOnes(5, address("2001:db8::1"));
    tryWrongOnes(5, address("2001:db8::2:3"));

    assertThat(show(wrong(), address("2001:db8::4"))).isInstanceOf(Access.TooMany.class);
    assertThat(show(wrong(), address("2001:db8:0:1::4"))).isInstanceOf(Access.Denied.class);
  }

  @Test
  void noMoreAddressesAreRememberedThanThereIsRoomFor() {
    tryWrongOnes(10, HERE);
    for (int i = 0; i < 10_000; i++) {
      show(wrong(), address("10.0." + i / 256 + "." + i % 256));
    }

    assertThat(show(wrong(), HERE)).isInstanceOf(Access.Denied.class);
  }

  @Test
  void eachTokenHasItsRateWhereverItComesFrom() {
    Secret slow = add("slow", Optional.empty(), Optional.of(Rate.valueOf("2/s")));
    Secret other = add("other", Optional.empty(), Optional.of(Rate.valueOf("2/s")));

    assertThat(show(slow, HERE)).isInstanceOf(Access.Granted.class);
    assertThat(show(slow, THERE)).isInstanceOf(Access.Granted.class);
    assertThat(show(slow, HERE))
        .isEqualTo(
            new Access.TooMany(
                "more requests than this token may make",
                "token slow makes more requests than it may",
                Duration.ofMillis(500)));
    assertThat(show(other, HERE)).isInstanceOf(Access.Granted.class);

    now = START.plusMillis(500);
    assertThat(show(slow, HERE)).isInstanceOf(Access.Granted.class);
    assertThat(show(slow, HERE)).isInstanceOf(Access.TooMany.class);
    assertThat(tokens.used).containsExactly("slow", "slow", "other", "slow");
  }

  @Test
  void whoIsToWaitIsNeverToldToComeTooEarly() {
    assertThat(new Access.TooMany("", "", Duration.ofMillis(500)).retryAfter()).isEqualTo(1);
    assertThat(new Access.TooMany("", "", Duration.ofSeconds(6)).retryAfter()).isEqualTo(6);
    assertThat(new Access.TooMany("", "", Duration.ofNanos(6_000_000_001L)).retryAfter())
        .isEqualTo(7);
  }

  @Test
  void nothingThatIsSaidShowsTheTextOfAToken() {
    Secret text = add("crm", Optional.empty(), Optional.of(Rate.valueOf("1/s")));
    List<Access.Answer> answers = new ArrayList<>();
    answers.add(show(text, HERE));
    answers.add(show(text, HERE));
    tokens.revoke("crm");
    for (int i = 0; i < 12; i++) {
      answers.add(show(text, HERE));
      answers.add(access.answer(Optional.of("Bearer " + text.reveal() + "x"), THERE));
      answers.add(access.answer(Optional.of(text.reveal()), THERE));
    }

    assertThat(answers)
        .hasOnlyElementsOfTypes(Access.Granted.class, Access.Denied.class, Access.TooMany.class);
    assertThat(answers.toString()).doesNotContain(text.reveal().substring(3, 20));
  }

  @Test
  void aTextIsMadeOfRandomBitsAndShownByNothing() {
    TokenText text = TokenText.next(new SecureRandom());

    assertThat(text.secret().reveal()).matches("tr_[A-Za-z0-9_-]{43}");
    assertThat(text).isNotEqualTo(TokenText.next(new SecureRandom()));
    assertThat(text.toString()).doesNotContain("tr_");
    assertThat(new TokenText(new Secret("tr_" + "a".repeat(43))).hash())
        .isEqualTo("28d03d7a0e50844c8e207ca564642aa9f188d386679b80aa70e2e2a445d8645f");
  }

  @Test
  void aTokenIsForTheBackendsThatItNamesOrForAll() {
    BackendName phone = new BackendName("phone");
    NewToken ofPhone =
        new NewToken("a", Set.of(Right.READ), Set.of(phone), Optional.empty(), Optional.empty());
    tokens.add(ofPhone);
    Token narrow = tokens.list().get(0);

    assertThat(narrow.isFor(phone)).isTrue();
    assertThat(narrow.isFor(new BackendName("chat"))).isFalse();
    Secret wide = add("b");
    assertThat(((Access.Granted) show(wide, HERE)).token().isFor(phone)).isTrue();
  }

  @Test
  void whatNoTokenCanBeIsRefused() {
    assertThatThrownBy(
            () -> new NewToken("a", Set.of(), Set.of(), Optional.empty(), Optional.empty()))
        .hasMessage("a token has at least one right");
    assertThatThrownBy(() -> add("a b"))
        .hasMessage("a token's name is 1 to 50 of the characters A-Z a-z 0-9 _ -");
    assertThatThrownBy(() -> Right.of("sned"))
        .hasMessage("is no right: sned; rights: send, read, people, operate, incoming");
    assertThat(Right.of("people")).isEqualTo(Right.PEOPLE);
  }
}
