package org.threadless.router.engine.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.router.message.Connection;
import org.threadless.router.message.OutgoingMessage;

class DiscretionTest {

  private static final String NUMBER = "+254700123456";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+254700123456",
        "254700123456",
        "0700123456",
        "%2B254700123456",
        "+254700 123 456",
        "to=254700.123.456&x"
      })
  void aNumberIsNotToldHoweverItIsWritten(String written) {
    try (Guard.Context context = Guard.context(to(NUMBER, "hello"))) {
      assertThat(told("no route to " + written + " now"))
          .startsWith("no route to ")
          .contains(Discretion.HIDDEN)
          .endsWith(" now")
          .doesNotContain("123456", "123 456", "123.456");
    }
  }

  @Test
  void aNickIsNotToldAndWhatOnlyHoldsItIs() {
    try (Guard.Context context = Guard.context(to("ann", "hello"))) {
      assertThat(told("ann cannot have an announcement"))
          .isEqualTo("*** cannot have an announcement");
    }
  }

  @Test
  void whatOthersSayIsToldWithoutTheWordsOfTheText() {
    try (Guard.Context context = Guard.context(to(NUMBER, "PIN 47 of the caf\u00e9 is s3cret"))) {
      Discretion discretion = Discretion.ofThread().orElseThrow();

      assertThat(discretion.quoted("for \"47\" of the caf\u00e9: s3cret, 147"))
          .isEqualTo("for \"***\" of the ***: ***, 147");
    }
  }

  @Test
  void aLineOfOursIsToldWithoutTheWholeText() {
    try (Guard.Context context = Guard.context(to(NUMBER, "send it again"))) {
      assertThat(told("I shall send this: send it again")).isEqualTo("I shall send this: ***");
    }
  }

  @Test
  void aReplyIsNotToldNorIsWhatItAnswersAndAfterwardsAllIs() {
    try (Guard.Context outer = Guard.context(to("254700000001", "first text"))) {
      try (Guard.Context inner = Guard.context(to("254700000002", "second text"))) {
        assertThat(told("254700000001 first text, 254700000002 second text"))
            .isEqualTo("*** ***, *** ***");
      }
      assertThat(told("254700000001, 254700000002")).isEqualTo("***, 254700000002");
    }
    assertThat(Discretion.ofThread()).isEmpty();
  }

  @Test
  void whatMayBeANumberIsNotToldOfARequestThatIsNoMessage() {
    String id = "0192f2c0-1111-7000-8000-123456789012";

    assertThat(
            Discretion.numberless(
                "400: to: +254700123456 at 192.168.100.200: 10,000 of " + id + ", 413"))
        .isEqualTo("400: to: *** at 192.168.100.200: 10,000 of " + id + ", 413");
  }

  private static String told(String line) {
    return Discretion.ofThread().orElseThrow().line(line);
  }

  private static OutgoingMessage to(String identity, String text) {
    return new OutgoingMessage(
        UUID.randomUUID(), Connection.of("a", identity), text, Optional.empty(), Instant.EPOCH);
  }
}
