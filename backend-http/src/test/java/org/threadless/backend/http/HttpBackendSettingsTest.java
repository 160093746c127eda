package org.threadless.backend.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.http.receive.IncomingForm.MissingText;
import org.threadless.router.config.InvalidSettingException;
import org.threadless.router.config.Secret;

class HttpBackendSettingsTest {

  // Null is what whoever reads the configuration hands over for a setting that it leaves out.
  @SuppressWarnings("NullOptional")
  @Test
  void everySettingMayBeLeftOut() {
    assertThat(FormSettings.of(null, null, null, null, null, null, null, null, null))
        .isEqualTo(
            FormSettings.of(
                "identity",
                "text",
                Optional.empty(),
                false,
                "UTF-8",
                MissingText.REFUSE,
                Optional.empty(),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void aFieldMustHaveAName(String blank) {
    assertInvalid(() -> fields(blank, null, null), "incomingIdentity", "must not be empty");
    assertInvalid(() -> fields(null, blank, null), "incomingText", "must not be empty");
    assertInvalid(() -> fields(null, null, blank), "incomingExternalId", "must not be empty");
  }

  @SuppressWarnings("NullOptional")
  @Test
  void theCharsetMustBeOne() {
    assertInvalid(
        () -> FormSettings.of(null, null, null, null, "foo", null, null, null, null),
        "incomingCharset",
        "must be a charset such as UTF-8, and is foo");
  }

  @Test
  void noTwoFieldsMayShareAName() {
    assertInvalid(
        () -> fields("a", "a", null), "incomingText", "must not be the same field as another");
    assertInvalid(
        () -> fields(null, "identity", null),
        "incomingText",
        "must not be the same field as another");
    assertInvalid(
        () -> fields("a", "b", "a"), "incomingExternalId", "must not be the same field as another");
    assertInvalid(
        () -> fields("a", "b", "b"), "incomingExternalId", "must not be the same field as another");
  }

  @Test
  void aTimeoutMustBeLongerThanNothing() {
    for (Duration bad : new Duration[] {Duration.ZERO, Duration.ofSeconds(-1)}) {
      assertInvalid(
          () -> timeouts(bad, null),
          "connectTimeout",
          "must be longer than 0, for example 5s, and is " + bad);
      assertInvalid(
          () -> timeouts(null, bad),
          "responseTimeout",
          "must be longer than 0, for example 5s, and is " + bad);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:9000/send",
        "HTTPS://me:hunter2@gateway.example/",
        "http://[::1]/a?to={identity}&text={text}",
        "http://gateway.example/{identity}/{text}"
      })
  void aUrlOfHttpIsTaken(String url) {
    assertThat(url(url).outgoingUrl()).contains(new Secret(url));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hunter2",
        "ftp://hunter2/",
        "http:///hunter2",
        "http://gateway.example/?password=hunter 2",
        "http://gateway.example/%zz?hunter2",
        "http://gateway.example:99999/?password=hunter2",
        "http://gateway.example/?password={hunter2}"
      })
  void anythingElseIsRefusedWithoutShowingIt(String url) {
    InvalidSettingException e =
        assertInvalid(
            () -> url(url), "outgoingUrl", "must be a URL such as http://127.0.0.1:13013/send");
    assertThat(e.getMessage()).doesNotContain("hunter");
    assertThat(e.getCause()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://gateway.example/?{identity}", "http://gateway.example/?{text}"})
  void onePlaceWithoutTheOtherIsRefused(String url) {
    assertInvalid(
        () -> url(url), "outgoingUrl", "must hold both {identity} and {text}, or neither");
  }

  @Test
  void placesInTheNameOfTheHostAreRefused() {
    assertInvalid(
        () -> url("http://{identity}.example/?text={text}"),
        "outgoingUrl",
        "must hold {identity}, {text} and {id} in its path or query");
  }

  @Test
  void aFragmentIsRefusedSinceItWouldNotBeSent() {
    assertInvalid(
        () -> url("http://gateway.example/?password=hunter2#hunter3"),
        "outgoingUrl",
        "must not hold a #; where it belongs to a value, write %23");
  }

  @Test
  void theUrlIsNotShown() {
    assertThat(url("http://gateway.example/?password=hunter2").toString())
        .contains("***")
        .doesNotContain("hunter2");
  }

  private static InvalidSettingException assertInvalid(
      ThrowingCallable make, String component, String problem) {
    InvalidSettingException e = catchThrowableOfType(InvalidSettingException.class, make);
    assertThat(e).isNotNull();
    assertThat(e.component()).isEqualTo(component);
    assertThat(e.problem()).isEqualTo(problem);
    return e;
  }

  private static HttpBackendSettings fields(String identity, String text, String externalId) {
    return FormSettings.of(
        identity,
        text,
        Optional.ofNullable(externalId),
        null,
        null,
        null,
        Optional.empty(),
        null,
        null);
  }

  private static HttpBackendSettings timeouts(Duration connect, Duration response) {
    return FormSettings.of(
        null, null, Optional.empty(), null, null, null, Optional.empty(), connect, response);
  }

  private static HttpBackendSettings url(String url) {
    return FormSettings.of(
        null, null, Optional.empty(), null, null, null, Optional.of(new Secret(url)), null, null);
  }
}
