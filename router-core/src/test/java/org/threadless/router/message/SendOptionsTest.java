package org.threadless.router.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SendOptionsTest {

  private static final URI TOLD = URI.create("https://example.org/told?key=secret");
  private static final Instant NINE = Instant.parse("2026-12-01T09:00:00Z");

  @Test
  void nothingIsSaidAtFirst() {
    assertThat(SendOptions.none().notBefore()).isEmpty();
    assertThat(SendOptions.none().validUntil()).isEmpty();
  }

  @Test
  void eachTimeIsAddedToTheOther() {
    SendOptions options = SendOptions.none().validUntil(NINE.plusSeconds(1)).notBefore(NINE);

    assertThat(options.notBefore()).contains(NINE);
    assertThat(options.validUntil()).contains(NINE.plusSeconds(1));
    assertThat(SendOptions.none().notBefore()).isEmpty();
  }

  @Test
  void aMessageThatIsOfNoUseWhenItMayBeSentIsRefused() {
    SendOptions options = SendOptions.none().notBefore(NINE);

    assertThatThrownBy(() -> options.validUntil(NINE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a message cannot be sent before 2026-12-01T09:00:00Z and not before"
                + " 2026-12-01T09:00:00Z");
  }

  @Test
  void whomToTellIsAddedToTheTimesAndStaysWhenTheyHaveCome() {
    SendOptions options =
        SendOptions.none().callback(TOLD).notBefore(NINE).validUntil(NINE.plusSeconds(1));

    assertThat(options.callback()).contains(TOLD);
    assertThat(options.at(NINE).callback()).contains(TOLD);
    assertThat(options.at(NINE).notBefore()).isEmpty();
    assertThat(options).isNotEqualTo(options.callback(URI.create("https://example.org/other")));
    assertThat(options.toString()).contains("example.org").doesNotContain("secret");
    assertThat(SendOptions.none().callback()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://example.org/",
        "/told",
        "https:told",
        "https://user@example.org/",
        "https://example.org/\u00e9"
      })
  void whatIsNoUrlToTellIsRefused(String url) {
    assertThatThrownBy(() -> SendOptions.none().callback(URI.create(url)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a callback must be a URL such as https://example.org/told");
  }

  @Test
  void aUrlThatIsTooLongToBeStoredIsRefused() {
    URI longest = URI.create("https://example.org/" + "a".repeat(980));

    assertThat(SendOptions.none().callback(longest).callback()).contains(longest);
    assertThatThrownBy(() -> SendOptions.none().callback(URI.create(longest + "a")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aTimeThatNoDatabaseCanWriteIsRefused() {
    assertThatThrownBy(() -> SendOptions.none().notBefore(Instant.MAX))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("notBefore is later than 9999-12-31T23:59:59Z");
  }
}
