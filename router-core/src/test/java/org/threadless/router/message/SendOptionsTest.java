package org.threadless.router.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SendOptionsTest {

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
  void aTimeThatNoDatabaseCanWriteIsRefused() {
    assertThatThrownBy(() -> SendOptions.none().notBefore(Instant.MAX))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("notBefore is later than 9999-12-31T23:59:59Z");
  }
}
