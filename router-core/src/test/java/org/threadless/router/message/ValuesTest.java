package org.threadless.router.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.router.backend.SendResult;

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
  @ValueSource(
      strings = {"", "a\tb", "a\u0000", "\u0085", "\uD83D", "\u200F1", "1\uFEFF", "\uDB40\uDC41"})
  void anEmptyIdentityOrOneWithControlOrFormatCharactersIsRefused(String identity) {
    assertThatThrownBy(() -> new Identity(identity)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anIdentityHasAHundredCharactersAtMost() {
    assertThat(new Identity("1".repeat(100)).value()).hasSize(100);
    assertThatThrownBy(() -> new Identity("1".repeat(101)))
        .hasMessage("must have 1 to 100 characters, and has 101");
  }

  @Test
  void anIdentityThatIsStoredIsReadThoughItIsTakenNoMore() {
    Identity old = Identity.stored("\u200F254");

    assertThat(old).hasToString("\u200F254").isEqualTo(Identity.stored("\u200F254"));
    assertThat(Connection.stored("public", "\u200F254").identity()).isEqualTo(old);
  }

  @ParameterizedTest
  @CsvSource({
    "'a\u0000b','a\uFFFDb',a%00b",
    "'\uDE00\uD83D','\uFFFD\uFFFD',%ED%B8%80%ED%A0%BD",
    "'\uD83D','\uFFFD',%ED%A0%BD",
    "'a\uDE00 b','a\uFFFD b',a%ED%B8%80%20b"
  })
  void aTextThatNoDatabaseCanKeepIsMendedAndKeptAsItCame(String text, String mended, String raw) {
    ReceivedMessage message =
        ReceivedMessage.of(Connection.of("public", "1"), text)
            .withExternalId("7" + text)
            .withFields(Map.of("to", text));

    assertThat(message.text()).isEqualTo(mended);
    assertThat(message.externalId()).contains("7" + mended);
    assertThat(message.fields()).containsOnly(entry("to", mended), entry("raw", raw));
    assertThat(message.mends()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\uD83D\uDE00", "مرحبا", "a\n\tb"})
  void anyOtherTextIsAMessage(String text) {
    assertThat(ReceivedMessage.of(Connection.of("public", "1"), text).text()).isEqualTo(text);
  }

  @Test
  void anExternalIdIsNoneWhereItIsEmptyAndShortenedWhereItIsTooLong() {
    ReceivedMessage message = ReceivedMessage.of(Connection.of("public", "1"), "hello");

    assertThat(message.withExternalId("").externalId()).isEmpty();
    assertThat(message.withExternalId("x".repeat(255)).externalId()).contains("x".repeat(255));
    String shortened = message.withExternalId("x".repeat(256)).externalId().orElseThrow();
    assertThat(shortened).hasSize(255).isEqualTo(externalId(message, "x".repeat(256)));
    assertThat(shortened).isNotEqualTo(externalId(message, "x".repeat(257)));
    assertThat(externalId(message, "x" + "\uD83D\uDE00".repeat(200))).hasSizeBetween(254, 255);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gw-1", "a\0b", "half \uD83D", "\uDE00"})
  void aReportNamesAMessageAsItsGatewayDidWhenItWasSent(String id) {
    GatewayReport report = reportOn(id);

    assertThat(SendResult.accepted(id))
        .isEqualTo(new SendResult.Accepted(Optional.of(report.gatewayId())));
    assertThat(report.gatewayId()).doesNotContain("\0", "\uD83D", "\uDE00");
    assertThat(reportOn("x".repeat(300)).gatewayId())
        .isEqualTo(externalId(ReceivedMessage.of(Connection.of("g", "1"), ""), "x".repeat(300)));
  }

  private static GatewayReport reportOn(String id) {
    return new GatewayReport(
        new BackendName("g"),
        id,
        ReportedState.DELIVERED,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static String externalId(ReceivedMessage message, String id) {
    return message.withExternalId(id).externalId().orElseThrow();
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

  @Test
  void theLowestIdOfAnyMomentSortsByTheMoment() {
    UUID first = MessageIds.firstOf(Instant.EPOCH);
    UUID last = MessageIds.firstOf(Instant.MAX);

    assertThat(MessageIds.firstOf(Instant.MIN)).isEqualTo(first);
    assertThat(MessageIds.firstOf(Instant.ofEpochMilli(Long.MIN_VALUE))).isEqualTo(first);
    // As databases sort them.
    assertThat(List.of(first, new MessageIds().next(), last)).extracting(UUID::toString).isSorted();
  }

  @Test
  void aConnectionIsReadAsItIsWritten() {
    Connection number = Connection.of("my-phone", "+254700111222");

    assertThat(number.written()).isEqualTo("my-phone:+254700111222");
    assertThat(Connection.parse("my-phone:+254700111222")).isEqualTo(number);
    assertThat(Connection.parse("my-phone : +254700111222 ")).isEqualTo(number);
    assertThat(Connection.parse("chat:a:b").identity().value()).isEqualTo("a:b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "phone", ":1", "+254700111222"})
  void whatHasNoBackendBeforeAColonIsNoConnection(String written) {
    assertThatThrownBy(() -> Connection.parse(written))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("is not written as BACKEND:IDENTITY: " + written);
  }
}
