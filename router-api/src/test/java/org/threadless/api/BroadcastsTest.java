package org.threadless.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.threadless.api.ApiRouter.Answered;
import org.threadless.router.backend.SendResult;
import org.threadless.router.engine.access.token.NewToken;
import org.threadless.router.engine.access.token.Right;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Group;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.testing.TestRouter;

class BroadcastsTest {

  private static final String LATER = "2090-01-01T08:00:00Z";

  private final List<String> gone = new ArrayList<>();
  private ApiRouter api;
  private Runnable atThirtieth = () -> {};

  @BeforeEach
  void start() {
    api = ApiRouter.start(TestRouter.builder().route("+254", "test").backend("slow", this::send));
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void aListGetsItAndWhatBecameOfItIsTold() {
    Answered started =
        post("{'title': 'Stock-out', 'backend': 'test', 'to': ['1', '2', '1'], 'text': 'No AL.'}");

    assertThat(started.status()).isEqualTo(202);
    assertThat(started.json().get("title").stringValue()).isEqualTo("Stock-out");
    assertThat(started.json().at("/messages/total").intValue()).isEqualTo(2);
    assertState(started, "FINISHED");
    assertThat(show(started).json().at("/messages/sent").intValue()).isEqualTo(2);
    assertThat(sent()).containsExactlyInAnyOrder("1 No AL.", "2 No AL.");
  }

  @Test
  void aNameInTheTextStandsForAFieldOfEach() {
    assertState(
        post(
            "{'text': 'Hello {Name}, {{ok}', 'to': [{'identity': '+254700', 'fields':"
                + " {'name': 'Amina $1'}}, {'identity': '+254701', 'fields': {'NAME': ''}}]}"),
        "FINISHED");

    assertThat(sent())
        .containsExactlyInAnyOrder("+254700 Hello Amina $1, {ok}", "+254701 Hello , {ok}");
  }

  @Test
  void aTableGetsItWithAllElseInTheQuery() {
    Answered started =
        table(
            "?backend=test&title=Visits&text=Dear%20%7Bname%7D,%20come%20on%20%7Bday%7D",
            "\uFEFFName,IDENTITY,day\r\n\"Amina, A.\",+254700,Monday\r\nJuma,+254701,\"1\n2\"\r\n");

    assertThat(started.status()).isEqualTo(202);
    assertState(started, "FINISHED");
    assertThat(sent())
        .containsExactlyInAnyOrder(
            "+254700 Dear Amina, A., come on Monday", "+254701 Dear Juma, come on 1\n2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name~Amina~|line 1|must have the names of the fields, one of them identity",
        "identity,a,A~1,2,3~|line 1|has the name a twice",
        "identity,name~1,Amina~2~|line 3|has 1 fields, and the first one 2",
        "identity,name~ ,Amina~|line 2|has no identity that can be",
        "identity,name~1,\"Amina~2,Juma~|line 2|has a quote that is not closed",
        "identity,name~|the table|has no recipients",
        "identity,other~1,x~|line 2|has nothing for {name}, which stands in the text",
      })
  void whatIsWrongWithATableIsToldWithItsLine(String csv, String field, String problem) {
    Answered refused = table("?backend=test&text=Hello%20%7Bname%7D", csv.replace('~', '\n'));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().at("/errors/0/field").stringValue()).isEqualTo(field);
    assertThat(refused.json().at("/errors/0/problem").stringValue()).startsWith(problem);
    assertNothingIsStored();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'text': 'hello'}|to",
        "{'text': 'hello', 'to': ['1'], 'group': 'nurses'}|to",
        "{'text': 'hello {name}', 'backend': 'test', 'to': ['1', '2']}|to[0]",
        "{'text': 'hello {name', 'backend': 'test', 'to': ['1']}|text",
        "{'text': 'hello', 'group': 'nobody'}|group",
        "{'text': 'hello', 'group': 'nobody', 'backend': 'test'}|backend",
        "{'text': 'hello', 'to': ['+254700', '+1555']}|to[1]",
        "{'text': 'hello', 'backend': 'none', 'to': ['1']}|backend",
        "{'text': 'hello', 'backend': 'test', 'to': ['']}|to[0]",
        "{'text': 'hello', 'backend': 'test', 'to': [{}]}|to[0].identity",
        "{'text': 'hello', 'backend': 'test', 'to': ['1'], 'at': 'now'}|at",
        "{'backend': 'test', 'to': ['1']}|text",
      })
  void whatIsWrongIsToldAndNothingIsStored(String json, String field) {
    Answered refused = post(json);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().get("errors"))
        .extracting(error -> error.get("field").stringValue())
        .contains(field);
    assertNothingIsStored();
  }

  @Test
  void eachMemberOfAGroupGetsItOnceAndWhoCannotBeReachedIsCounted() {
    Group nurses = api.router().groups().of("nurses");
    api.router()
        .groups()
        .join(
            nurses,
            api.router()
                .contacts()
                .make(
                    c -> c.withName("Amina"),
                    Connection.of("test", "1"),
                    Connection.of("test", "2")));
    api.router().groups().join(nurses, api.router().contacts().make(c -> c.withName("Juma")));

    Answered started = post("{'group': 'Nurses', 'text': 'hello'}");

    assertThat(started.json().get("passed-over").intValue()).isEqualTo(1);
    assertThat(started.json().at("/messages/total").intValue()).isEqualTo(1);
    assertState(started, "FINISHED");
    assertThat(sent()).hasSize(1);
  }

  @Test
  void theSameCallWithAKeySendsNothingAgain() {
    String body = "{'backend': 'test', 'to': ['1'], 'text': 'hello'}";
    Answered first = post(body, "Idempotency-Key", "k1");
    Answered second = post(body, "Idempotency-Key", "k1");

    assertThat(second.status()).isEqualTo(202);
    assertThat(second.text()).isEqualTo(first.text());
    assertThat(api.get("/broadcasts").json().get("broadcasts")).hasSize(1);
  }

  @Test
  void aPausedOneWaitsAndSaysSo() {
    Answered started =
        post("{'backend': 'test', 'to': ['1'], 'text': 'hello', 'at': '" + LATER + "'}");
    assertThat(change(started, "pause").json().get("state").stringValue()).isEqualTo("PAUSED");
    assertThat(show(started).json().at("/messages/queued").intValue()).isEqualTo(1);

    assertThat(change(started, "resume").json().get("state").stringValue()).isEqualTo("RUNNING");
  }

  @Test
  void whatHasNotGoneOutOfAStoppedOneIsCancelledWithTheReason() {
    Answered started =
        post("{'backend': 'test', 'to': ['1', '2'], 'text': 'hello', 'at': '" + LATER + "'}");

    assertThat(change(started, "stop").json().get("state").stringValue()).isEqualTo("STOPPED");
    await()
        .untilAsserted(
            () ->
                assertThat(show(started).json().at("/messages/cancelled").intValue()).isEqualTo(2));
    assertThat(api.get("/messages?status=CANCELLED").json().at("/messages/0/reason").stringValue())
        .isEqualTo("its broadcast was stopped");
    assertThat(change(started, "resume").status()).isEqualTo(409);
    assertThat(change(started, "pause").json().get("state").stringValue()).isEqualTo("STOPPED");
  }

  @Test
  void stoppedHalfWayEachMessageIsSentOrCancelledAndNeverBoth() {
    Answered started = post("{'backend': 'slow', 'text': 'hello', 'to': " + numbers(1200) + "}");
    atThirtieth = () -> change(started, "stop");
    sendDue();

    await().until(() -> count(started, "queued") == 0);
    assertThat(gone).hasSize(count(started, "sent")).hasSizeBetween(30, 1000);
    assertThat(gone).doesNotHaveDuplicates();
    assertThat(count(started, "sent") + count(started, "cancelled")).isEqualTo(1200);
    sendDue();
    assertThat(gone).hasSize(count(started, "sent"));
  }

  @Test
  void whatGoesToOneIsBeforeWhatIsLeftOfABroadcast() {
    Answered started = post("{'backend': 'slow', 'text': 'hello', 'to': " + numbers(1200) + "}");
    atThirtieth =
        () -> api.post("/messages", "{\"backend\": \"slow\", \"to\": \"own\", \"text\": \"x\"}");
    sendDue();

    assertThat(gone).hasSize(1201);
    assertThat(gone.indexOf("own")).isLessThan(600);
    assertThat(show(started).json().get("state").stringValue()).isEqualTo("FINISHED");
  }

  @Test
  void aPageOfTheListSaysWhereItGoesOn() {
    for (String title : List.of("one", "two", "three")) {
      post("{'title': '" + title + "', 'backend': 'test', 'to': ['1'], 'text': 'hello'}");
    }

    Answered first = api.get("/broadcasts?limit=2");
    Answered second =
        api.get("/broadcasts?limit=2&cursor=" + first.json().get("next").stringValue());

    assertThat(first.json().at("/broadcasts/0/title").stringValue()).isEqualTo("three");
    assertThat(second.json().at("/broadcasts/0/title").stringValue()).isEqualTo("one");
    assertThat(second.json().has("next")).isFalse();
  }

  @Test
  void whatIsNotThereIsNotFound() {
    String path = "/broadcasts/" + UUID.randomUUID();

    assertThat(api.get(path).status()).isEqualTo(404);
    for (String change : List.of("pause", "resume", "stop")) {
      assertThat(api.post(path + "/" + change, "").status()).isEqualTo(404);
    }
  }

  @Test
  void aTokenForAnotherBackendNeitherStartsNorSeesIt() {
    Answered started =
        post("{'backend': 'test', 'to': ['1'], 'text': 'hello', 'at': '" + LATER + "'}");
    api.use(
        api.tokens()
            .add(
                new NewToken(
                    "other",
                    Set.of(Right.SEND, Right.READ),
                    Set.of(new BackendName("other")),
                    Optional.empty(),
                    Optional.empty())));

    assertThat(post("{'backend': 'test', 'to': ['1'], 'text': 'hello'}").status()).isEqualTo(403);
    assertThat(post("{'to': ['+254700'], 'text': 'hello'}").status()).isEqualTo(403);
    assertThat(show(started).status()).isEqualTo(404);
    assertThat(change(started, "stop").status()).isEqualTo(404);
    assertThat(api.get("/broadcasts").json().get("broadcasts")).isEmpty();
  }

  @Test
  void itIsTakenWithTheTimeUntilWhichItIsOfUse() {
    Answered started =
        post(
            "{'backend': 'test', 'to': ['1'], 'text': 'hello', 'at': '"
                + LATER
                + "', 'valid-until': '2090-01-02T08:00:00Z'}");

    String id = api.get("/messages?identity=1").json().at("/messages/0/id").stringValue();
    assertThat(Instant.parse(api.get("/messages/" + id).json().get("valid-until").stringValue()))
        .isEqualTo(Instant.parse("2090-01-02T08:00:00Z"));
    assertThat(started.json().get("state").stringValue()).isEqualTo("RUNNING");
  }

  private SendResult send(OutgoingMessage message) {
    gone.add(message.connection().identity().value());
    if (gone.size() == 30) {
      atThirtieth.run();
    }
    return SendResult.accepted();
  }

  // Whatever is due is sent on this thread when the time moves on.
  private void sendDue() {
    api.router().clock().advance(Duration.ofSeconds(1));
  }

  private int count(Answered started, String status) {
    return show(started).json().at("/messages/" + status).intValue();
  }

  private static String numbers(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "'" + i + "'")
        .collect(Collectors.joining(",", "[", "]"));
  }

  private void assertNothingIsStored() {
    assertThat(api.get("/broadcasts").json().get("broadcasts")).isEmpty();
    assertThat(api.get("/messages").json().get("messages")).isEmpty();
  }

  private List<String> sent() {
    return api.router().backend().given().stream()
        .map((OutgoingMessage each) -> each.connection().identity() + " " + each.text())
        .toList();
  }

  private void assertState(Answered started, String state) {
    sendDue();
    assertThat(show(started).json().get("state").stringValue()).isEqualTo(state);
  }

  private Answered show(Answered started) {
    return api.get("/broadcasts/" + id(started));
  }

  private Answered change(Answered started, String what) {
    return api.post("/broadcasts/" + id(started) + "/" + what, "");
  }

  private static String id(Answered started) {
    return started.json().get("id").stringValue();
  }

  private Answered post(String json, String... headers) {
    return api.post("/broadcasts", json.replace('\'', '"'), headers);
  }

  private Answered table(String query, String csv) {
    return api.send(
        api.request("/broadcasts" + query)
            .header("Content-Type", "text/csv; charset=UTF-8")
            .POST(BodyPublishers.ofString(csv)));
  }
}
