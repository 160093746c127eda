package org.threadless.http.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.router.config.InvalidSettingException;
import org.threadless.router.config.Secret;
import org.threadless.router.engine.callback.EventType;

class CallbackSettingsTest {

  private static final Secret SECRET = new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

  private static CallbackSettings of(String url) {
    return new CallbackSettings(URI.create(url), SECRET, null, null, null);
  }

  @Test
  void aProgramIsToldOfEverythingForADayUnlessItSaysOtherwise() {
    CallbackSettings settings = of("https://example.org/told");

    assertThat(settings.events()).containsExactly(EventType.values());
    assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.giveUpAfter()).isEqualTo(Duration.ofDays(1));
  }

  @Test
  void nothingIsShownOfItThatMayBeSecret() {
    assertThat(of("https://example.org:8443/T0/abc?key=1").shown())
        .isEqualTo("https://example.org:8443/...");
    assertThat(of("https://example.org/").shown()).isEqualTo("https://example.org");
    assertThat(of("https://example.org?key=1").shown()).isEqualTo("https://example.org/...");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:8000/",
        "http://127.0.0.1/",
        "http://[::1]:80/x",
        "https://example.org/"
      })
  void whatStaysHereOrIsEncryptedNobodyReadsOnTheWay(String url) {
    assertThat(of(url).isReadOnTheWay()).isFalse();
  }

  @Test
  void whatIsNotEncryptedSomebodyMayRead() {
    assertThat(of("http://example.org/").isReadOnTheWay()).isTrue();
    assertThat(of("HTTP://10.1.2.3/").isReadOnTheWay()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ftp://example.org/", "https://me:pw@example.org/", "https://example.org/#x"})
  void whatIsNoUrlToTellIsRefused(String url) {
    assertThatThrownBy(() -> of(url)).isInstanceOf(InvalidSettingException.class);
  }

  @Test
  void aSecretHasToBeOneOfStandardWebhooks() {
    assertThatThrownBy(
            () ->
                new CallbackSettings(
                    URI.create("https://example.org/"), new Secret("hunter2"), null, null, null))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("must be whsec_")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void aMessageMayNameHostsAndAddressesThatAreWritten() {
    assertThatThrownBy(() -> byMessage("https://example.org/"))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("must be a list of hosts such as example.org or *.example.org");
    assertThatThrownBy(() -> byMessage()).hasMessageContaining("must name one host at least");
    assertThat(byMessage("a-b.example.org", "*.example.org", "10.0.0.0/8", "::1").allow())
        .hasSize(4);
  }

  private static ByMessageSettings byMessage(String... allow) {
    return new ByMessageSettings(SECRET, List.of(allow), null, null);
  }

  @Test
  void aPlanKnowsWhoIsToldOfWhat() {
    CallbackSettings sent =
        new CallbackSettings(
            URI.create("https://example.org/sent"), SECRET, List.of(EventType.SENT), null, null);
    CallbackPlan plan =
        new CallbackPlan(List.of(of("https://example.org/all"), sent), Optional.empty());

    assertThat(plan.isNone()).isFalse();
    assertThat(plan.subscriptions().of(EventType.SENT))
        .containsExactly("https://example.org/all", "https://example.org/sent");
    assertThat(plan.subscriptions().of(EventType.FAILED))
        .containsExactly("https://example.org/all");
    assertThat(plan.subscriptions().byMessage()).isFalse();
    assertThat(new CallbackPlan(List.of(), Optional.empty()).isNone()).isTrue();
    assertThatThrownBy(() -> plan.urls().require(URI.create("https://example.org/")))
        .hasMessage("no message can name a callback: callbacks-by-message is not configured");
  }
}
