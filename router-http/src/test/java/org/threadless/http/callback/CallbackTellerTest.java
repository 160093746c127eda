package org.threadless.http.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.threadless.router.config.Secret;
import org.threadless.router.engine.callback.CallbackEvent;
import org.threadless.router.engine.callback.CallbackUrls;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CallbackTellerTest {

  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private final ListedCallbacks backlog = new ListedCallbacks();
  private final Program program = new Program();
  private final List<AutoCloseable> open = new ArrayList<>(List.of(program));

  @AfterEach
  void close() throws Exception {
    for (int i = open.size() - 1; i >= 0; i--) {
      open.get(i).close();
    }
  }

  private void tell(URI... urls) {
    start(
        Arrays.stream(urls)
            .map(url -> new CallbackSettings(url, new Secret(SECRET), null, null, null))
            .toList(),
        Optional.empty());
  }

  private void tellByMessage(String... allow) {
    start(
        List.of(),
        Optional.of(
            new ByMessageSettings(
                new Secret(SECRET), List.of(allow), Duration.ofSeconds(5), null)));
  }

  private void start(List<CallbackSettings> settings, Optional<ByMessageSettings> byMessage) {
    CallbackTeller teller =
        new CallbackTeller(new CallbackPlan(settings, byMessage), backlog, InstantSource.system());
    open.add(teller);
    teller.start();
  }

  private CallbackEvent add(URI url, String text) {
    return backlog.add(url.toString(), Optional.empty(), text);
  }

  private CallbackEvent addByMessage(URI url) {
    return backlog.add(CallbackUrls.target(url), Optional.of(url.toString()), "hello");
  }

  private int port() {
    return program.url("").getPort();
  }

  private void awaitNothingLeft() {
    await().untilAsserted(() -> assertThat(backlog.left()).isEmpty());
  }

  @Test
  void anEventIsToldAsStandardWebhooksHasItAndItsLibraryBelievesTheSignature() throws Exception {
    URI url = program.url("told?key=1");
    tell(url);
    CallbackEvent event = add(url, "h\u00e9llo \ud83d\ude00");
    awaitNothingLeft();

    Program.Told told = program.told().get(0);
    assertThat(told.path()).isEqualTo("/told?key=1");
    assertThat(told.header("content-type")).startsWith("application/json");
    assertThat(told.header("webhook-id")).isEqualTo(event.id().toString());
    new Webhook(SECRET).verify(told.body(), HttpHeaders.of(told.headers(), (name, value) -> true));
    JsonNode body = JsonMapper.builder().build().readTree(told.body());
    assertThat(body.get("type").asString()).isEqualTo("message.received");
    assertThat(body.get("timestamp").asString()).isEqualTo(event.at().toString());
    assertThat(body.get("data").toString())
        .isEqualTo(
            "{\"id\":\""
                + event.message().id()
                + "\",\"backend\":\"public\",\"identity\":\"alice\",\"direction\":\"in\","
                + "\"status\":\"HANDLED\",\"text\":\"h\u00e9llo \ud83d\ude00\",\"external-id\":\"ext-1\","
                + "\"reference\":\"order-7\"}");
  }

  @Test
  void whatIsNotTakenIsToldAgainWithTheSameId() {
    URI url = program.answers(500).url("told");
    tell(url);
    CallbackEvent event = add(url, "hello");
    await().until(() -> program.told().size() >= 2);
    program.answers(200);
    awaitNothingLeft();

    assertThat(program.told())
        .extracting(told -> told.header("webhook-id"))
        .containsOnly(event.id().toString());
    assertThat(backlog.failures()).containsOnly("it answered 500");
  }

  @Test
  void aRedirectIsNotFollowed() {
    URI url = program.answers(302).url("told");
    tell(url);
    add(url, "hello");
    await().until(() -> backlog.failures().contains("it answered 302"));
    program.answers(204);
    awaitNothingLeft();

    assertThat(program.told()).extracting(Program.Told::path).containsOnly("/told");
  }

  @Test
  void whoAnswers410IsToldNoMoreOfThatMessage() {
    URI url = program.answers(410).url("told");
    tell(url);
    CallbackEvent event = add(url, "hello");
    awaitNothingLeft();

    assertThat(backlog.ended()).containsExactly(event.message().id());
    assertThat(program.told()).hasSize(1);
  }

  @Test
  void whatHasEndedIsNotAskedForAgain() {
    URI url = program.url("told");
    tell(url);
    backlog.addEnded(url.toString());
    awaitNothingLeft();

    assertThat(program.told()).isEmpty();
  }

  @Test
  void whatCannotBeToldForTooLongIsDropped() {
    URI url = program.answers(500).url("told");
    Duration atOnce = Duration.ofNanos(1);
    start(
        List.of(new CallbackSettings(url, new Secret(SECRET), null, null, atOnce)),
        Optional.empty());
    add(url, "hello");
    awaitNothingLeft();

    assertThat(program.told()).hasSize(1);
    assertThat(backlog.failures()).isEmpty();
  }

  @Test
  void whatIsTooOldIsGivenUpAlsoOfCallbacksThatThereAreNoMore() {
    URI url = program.url("told");
    tell(url);

    await().until(() -> backlog.sweeps().size() == 2);
    assertThat(backlog.sweeps()).containsExactly(url.toString(), "all but [" + url + "]");
  }

  @Test
  void oneThatIsDeadHoldsUpNoOther() {
    Program dead = new Program();
    URI gone = dead.url("told");
    dead.close();
    tell(gone, program.url("told"));
    for (int i = 0; i < 200; i++) {
      add(gone, "lost " + i);
      add(program.url("told"), "hello " + i);
    }
    await().until(() -> program.told().size() == 200);

    assertThat(backlog.left()).hasSize(200);
    assertThat(backlog.failures().get(0)).isEqualTo("it cannot be reached: connection refused");
  }

  @Test
  void whoFailsAgainAndAgainIsAskedOneByOneUntilOneIsTaken() {
    URI url = program.answers(503).url("told");
    tell(url);
    for (int i = 0; i < 300; i++) {
      add(url, "hello " + i);
    }
    await().until(() -> backlog.failures().size() >= 5);

    // As many as were asked at the same time, and not all that there are.
    assertThat(program.told()).hasSizeLessThan(40);
    program.answers(204);
    awaitNothingLeft();
  }

  @Test
  void whoAsksForTimeGetsItBeforeAnythingElseIsTold() {
    Program other = new Program();
    open.add(other);
    URI url = program.answers(429).asksToWait("3000").url("told");
    tell(url, other.url("told"));
    add(url, "one");
    await().until(() -> backlog.failures().size() == 1);
    program.answers(204);
    add(url, "two");
    // It is looked for after the one before, each time.
    add(other.url("told"), "three");
    await().until(() -> other.told().size() == 1);

    assertThat(program.told()).hasSize(1);
  }

  @Test
  void whomAMessageNamesIsToldWhereItsAddressIsNamed() {
    tellByMessage("127.0.0.0/8:" + port());
    addByMessage(program.url("own/7"));
    awaitNothingLeft();

    assertThat(program.told()).extracting(Program.Told::path).containsExactly("/own/7");
  }

  @Test
  void anAddressOfThisMachineIsNotAskedThoughItsHostMayBeNamed() {
    tellByMessage("localhost:" + port());
    addByMessage(URI.create(program.url("x").toString().replace("127.0.0.1", "localhost")));

    await().until(() -> !backlog.failures().isEmpty());
    assertThat(backlog.failures())
        .containsOnly("it cannot be reached: its address is one that must not be asked");
    assertThat(program.told()).isEmpty();
  }

  @Test
  void aHostThatIsNotAllowedAnyMoreIsNotAsked() {
    tellByMessage("example.org");
    addByMessage(program.url("x"));

    await().until(() -> !backlog.failures().isEmpty());
    assertThat(backlog.failures().get(0)).contains("does not name that host");
    assertThat(program.told()).isEmpty();
  }

  @Test
  void whatIsTooOldIsGivenUpOfAllTogetherThatMessagesHaveNamed() {
    tellByMessage("127.0.0.1");
    addByMessage(program.url("x"));
    addByMessage(URI.create("http://127.0.0.2/"));

    await().until(() -> backlog.sweeps().size() == 2);
    assertThat(backlog.sweeps()).containsExactly("named", "all but []");
  }

  @Test
  void manyThatAreDeadHoldUpNoOther() {
    // None of them is among the ports that programs get, and so all are before it.
    List<String> ports = IntStream.range(10_000, 10_300).mapToObj(Integer::toString).toList();
    Stream<String> all = Stream.concat(ports.stream(), Stream.of("" + port()));
    tellByMessage(all.map(port -> "127.0.0.1:" + port).toArray(String[]::new));
    ports.forEach(port -> addByMessage(URI.create("http://127.0.0.1:" + port)));
    addByMessage(program.url("own"));
    await().until(() -> backlog.left().size() == 300);

    assertThat(program.told()).extracting(Program.Told::path).containsExactly("/own");
  }

  @Test
  void aPortThatIsNotNamedIsNotAsked() {
    tellByMessage("127.0.0.1");
    addByMessage(program.url("x"));

    await().until(() -> !backlog.failures().isEmpty());
    assertThat(backlog.failures().get(0)).contains("names that host, but not 127.0.0.1:" + port());
    assertThat(program.told()).isEmpty();
  }
}
