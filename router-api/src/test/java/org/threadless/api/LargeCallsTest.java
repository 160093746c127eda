package org.threadless.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.threadless.api.ApiRouter.Answered;

/** What is large in a call or its answer takes no more than its part of the heap. */
class LargeCallsTest {

  private static ApiRouter api;

  @BeforeAll
  static void start() {
    api = ApiRouter.start();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void ofAHundredThousandFaultsTheFirstAreTold() {
    String fields =
        IntStream.range(0, 100_000)
            .mapToObj(i -> "\"k" + i + "\": 1")
            .collect(Collectors.joining(",", "{", "}"));

    Answered answered = api.post("/messages", fields);

    assertThat(answered.status()).isEqualTo(422);
    assertThat(answered.json().get("errors")).hasSize(20);
    assertThat(answered.text()).hasSizeLessThan(10_000);
  }

  @Test
  void anObjectOfTooManyPartsIsRefused() {
    String parts = "{},".repeat(300_000) + "{}";

    Answered answered = api.post("/messages", "{\"to\": [" + parts + "]}");

    assertThat(answered.status()).isEqualTo(400);
    assertThat(answered.json().get("detail").stringValue()).contains("too many parts");
  }

  @Test
  void anObjectOfMoreThanTwoMebibytesIsRefused() {
    String long_ = "x".repeat(2 * 1024 * 1024);

    assertThat(api.post("/messages", "{\"text\": \"" + long_ + "\"}").status()).isEqualTo(413);
  }

  @Test
  void aPageOfLongTextsEndsEarlyAndGoesOn() {
    String to =
        IntStream.range(0, 200)
            .mapToObj(i -> "\"" + (1000 + i) + "\"")
            .collect(Collectors.joining(",", "[", "]"));
    api.post(
        "/messages",
        "{\"backend\": \"test\", \"to\": " + to + ", \"text\": \"" + "語".repeat(10_000) + "\"}");

    Answered first = api.get("/messages?limit=1000&direction=out");

    assertThat(first.json().get("messages").size()).isBetween(1, 60);
    int seen = first.json().get("messages").size();
    Answered page = first;
    while (page.json().has("next")) {
      page =
          api.get(
              "/messages?limit=1000&direction=out&cursor=" + page.json().get("next").stringValue());
      seen += page.json().get("messages").size();
    }
    assertThat(seen).isEqualTo(200);
  }
}
