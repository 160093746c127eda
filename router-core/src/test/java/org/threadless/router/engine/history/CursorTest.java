package org.threadless.router.engine.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.router.message.MessageIds;

class CursorTest {

  private static final UUID ID = new MessageIds().next();

  @Test
  void whatIsWrittenIsReadAgain() {
    Cursor cursor = new Cursor(ID);

    assertThat(cursor.text()).matches("[A-Za-z0-9_-]{22}");
    assertThat(Cursor.parse(cursor.text())).isEqualTo(cursor);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "0",
        "AAAAAAAAAAAAAAAAAAAAAA",
        "______________________",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "'; DROP TABLE message;",
        "AZAAAAAAcACAAAAAAAAAA\u0000",
        "AZAAAAAAcACAAAAAAAAAA="
      })
  void whatNoSearchHasEndedWithIsRefused(String text) {
    assertThatThrownBy(() -> Cursor.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be one that a search has ended with");
  }

  /** The last of the 22 characters has four bits more than are needed. */
  @Test
  void thereIsOneWayOnlyToWriteOne() {
    String text = new Cursor(UUID.fromString("01900000-0000-7000-8000-000000000000")).text();
    String other = text.substring(0, text.length() - 1) + "B";

    assertThat(text).endsWith("A");
    assertThatThrownBy(() -> Cursor.parse(other)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anIdThatNoMessageHasIsRefused() {
    assertThatThrownBy(() -> new Cursor(UUID.randomUUID()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
