package org.threadless.router.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

  @ParameterizedTest
  @ValueSource(strings = {"a", "my-kannel_backend-01", "ABC"})
  void aBackendNameIsLettersDigitsUnderscoreAndHyphen(String name) {
    assertThat(new BackendName(name)).hasToString(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a/b", "ä", "a\n"})
  void anyOtherBackendNameIsRefused(String name) {
    assertThatThrownBy(() -> new BackendName(name)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void idsGrowAlsoWhenTheClockIsSetBack() {
    AtomicLong millis = new AtomicLong(1_800_000_000_000L);
    MessageIds ids = new MessageIds(() -> Instant.ofEpochMilli(millis.get()));
    List<String> made = new ArrayList<>();
    for (long back : new long[] {0, 1, 3_600_000, 10, -5_000}) {
      millis.addAndGet(-back);
      made.add(ids.next().toString());
      made.add(ids.next().toString());
    }

    assertThat(made).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void aBackendNameHasFiftyCharactersAtMost() {
    assertThat(new BackendName("a".repeat(50)).value()).hasSize(50);
    assertThatThrownBy(() -> new BackendName("a".repeat(51)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"+4179 123", " ", "नमस्ते", "a/b?c", "\uD83D\uDE00"})
  void anIdentityIsTakenAsItComes(String identity) {
    assertThat(new Identity(identity).value()).isEqualTo(identity);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\tb", "a\u0000", "\u0085", "\uD83D"})
  void anEmptyIdentityOrOneWithControlCharactersIsRefused(String identity) {
    assertThatThrownBy(() -> new Identity(identity)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anIdentityHasAHundredCharactersAtMost() {
    assertThat(new Identity("1".repeat(100)).value()).hasSize(100);
    assertThatThrownBy(() -> new Identity("1".repeat(101)))
        .hasMessage("must have 1 to 100 characters, and has 101");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u0000b", "\uDE00\uD83D", "\uD83D", "a\uDE00"})
  void aTextThatNoDatabaseCanKeepIsRefused(String text) {
    Connection connection = Connection.of("public", "1");

    assertThatThrownBy(() -> ReceivedMessage.of(connection, text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\uD83D\uDE00", "مرحبا", "a\n\tb"})
  void anyOtherTextIsAMessage(String text) {
    assertThat(ReceivedMessage.of(Connection.of("public", "1"), text).text()).isEqualTo(text);
  }

  @Test
  void anExternalIdHas1To255Characters() {
    ReceivedMessage message = ReceivedMessage.of(Connection.of("public", "1"), "hello");

    assertThat(message.withExternalId("x".repeat(255)).externalId()).isPresent();
    assertThatThrownBy(() -> message.withExternalId(""))
        .hasMessage("must have 1 to 255 characters, and has 0");
    assertThatThrownBy(() -> message.withExternalId("x".repeat(256)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void messageIdsAreUuidsOfVersion7AndEachIsGreaterThanTheOneBefore() {
    MessageIds ids = new MessageIds();
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      UUID id = ids.next();
      assertThat(id.version()).isEqualTo(7);
      made.add(id.toString());
    }

    assertThat(made).isSorted().doesNotHaveDuplicates();
  }
}
