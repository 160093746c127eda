package org.threadless.backend.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.threadless.router.message.ReceivedMessage;

/** Of a request with several messages none is routed twice because another could not be stored. */
class HalfStoredTest {

  private static final String BATCH =
      "[{\"from\": 1, \"text\": \"a\"}, {\"from\": 1, \"text\": \"b\"},"
          + " {\"from\": 1, \"text\": \"a\"}]";

  private final ReceptionServer server =
      new ReceptionServer("incoming: {each: \"\", identity: /from, text: /text}");

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void whenItComesAgainItGoesOnWhereItStopped() {
    server.loseStoreAt("b");
    assertThat(server.json("", BATCH).statusCode()).isEqualTo(503);
    assertThat(server.json("", BATCH).statusCode()).isEqualTo(503);
    assertThat(texts()).containsExactly("a");

    server.loseStoreAt("nothing");
    assertThat(server.json("", BATCH).statusCode()).isEqualTo(200);

    assertThat(texts()).containsExactly("a", "b", "a");
  }

  @Test
  void theSameOnceMoreIsAnotherRequest() {
    server.loseStoreAt("b");
    server.json("", BATCH);
    server.loseStoreAt("nothing");
    server.json("", BATCH);

    assertThat(server.json("", BATCH).statusCode()).isEqualTo(200);
    assertThat(texts()).containsExactly("a", "b", "a", "a", "b", "a");
  }

  @Test
  void anotherRequestIsStoredFromItsStart() {
    server.loseStoreAt("b");
    server.json("", BATCH);
    server.loseStoreAt("nothing");

    assertThat(server.json("?another=1", BATCH).statusCode()).isEqualTo(200);
    assertThat(texts()).containsExactly("a", "a", "b", "a");
  }

  private List<String> texts() {
    return server.messages().stream().map(ReceivedMessage::text).toList();
  }
}
