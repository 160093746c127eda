package org.example.national;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.threadless.router.incoming.IncomingHandlerPlugin;
import org.threadless.router.message.Connection;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.testing.HandlerContract;
import org.threadless.testing.TestRouter;

class NationalTest implements HandlerContract {

  @Override
  public IncomingHandlerPlugin plugin() {
    return new NationalPlugin();
  }

  @Override
  public Record settings() {
    return new NationalSettings("41");
  }

  @ParameterizedTest
  @CsvSource({"0791234567, +41791234567", "+41791234567, +41791234567", "543, 543", "007, 007"})
  void aNumberInNationalFormIsThatOfTheCountry(String from, String stored) {
    try (TestRouter router = answering(settings())) {
      router.incoming(ReceivedMessage.of(Connection.of("test", from), "hello"));

      assertThat(router.backend().given())
          .extracting(message -> message.connection().identity().value())
          .containsExactly(stored);
    }
  }

  @Test
  void everythingElseOfAMessageStaysAsItIs() {
    ReceivedMessage message = ReceivedMessage.of(Connection.of("test", "0791234567"), "hello");

    try (TestRouter router = answering(settings())) {
      router.incoming(message.withExternalId("7"));

      assertThat(router.incoming(message.withExternalId("7")).duplicate()).isTrue();
    }
  }
}
