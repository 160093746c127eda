package org.threadless.backend.httptester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.app.echo.EchoPlugin;
import org.threadless.backend.httptester.live.LiveHandler;
import org.threadless.http.HttpSettings;
import org.threadless.router.backend.SendResult;
import org.threadless.router.message.OutgoingMessage;

/** The stream of events behind a page, over plain HTTP. */
class LiveStreamTest {

  private static final int PAGES = 400;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private Site site;
  private Browser curl;

  @BeforeEach
  void start() throws IOException {
    site = Site.start(new EchoPlugin());
    curl = new Browser(site.root());
  }

  @AfterEach
  void stop() {
    site.close();
  }

  /** The lines that a page gets, until the stream ends. */
  private static final class Lines implements Flow.Subscriber<String> {

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private volatile boolean ended;

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
      lines.add(line);
    }

    @Override
    public void onError(Throwable e) {
      ended = true;
    }

    @Override
    public void onComplete() {
      ended = true;
    }

    long count(String part) {
      return lines.stream().filter(line -> line.contains(part)).count();
    }

    boolean isWelcomed() {
      return count("event: beat") > 0;
    }

    String lastId() {
      return lines.stream()
          .filter(line -> line.startsWith("id: "))
          .reduce((first, second) -> second)
          .orElseThrow()
          .substring(4);
    }
  }

  @Test
  void hundredsOfOpenPagesHoldNeitherThreadsNorDatabaseConnections() throws Exception {
    List<Lines> pages = new ArrayList<>();
    for (int i = 0; i < PAGES; i++) {
      pages.add(open("801", now(), null));
    }
    await().until(() -> pages.stream().allMatch(Lines::isWelcomed));
    assertThat(threads("httptester-"))
        .as("who watches, for all pages")
        .containsExactly("httptester-public");
    // More than the server has threads on Java 17, so that pages which held one would keep it busy.
    await().until(() -> threadsIn(LiveHandler.class).isEmpty());

    assertThat(curl.say("801", "echo to all").statusCode()).isEqualTo(200);

    await().until(() -> pages.stream().allMatch(page -> page.count(">to all<") >= 1));
    assertThat(pages).allMatch(page -> page.count(">echo to all</p>") == 1);
  }

  @Test
  void whoeverWatchesGoesWithTheLastPage() {
    Lines page = open("802", now(), null);
    await().until(page::isWelcomed);
    assertThat(threads("httptester-")).hasSize(1);

    site.close();

    await().until(() -> page.ended && threads("httptester-").isEmpty());
  }

  @Test
  void openPagesDoNotKeepTheServerFromStopping() {
    Lines page = open("803", now(), null);
    await().until(page::isWelcomed);
    Instant start = Instant.now();

    site.close();

    assertThat(Duration.between(start, Instant.now()))
        .isLessThan(new HttpSettings("127.0.0.1", 0).stopTimeout());
    await().until(() -> page.ended);
  }

  @Test
  void aPageThatComesBackGetsWhatItHasMissed() throws Exception {
    OutgoingMessage waiting = site.queue("804", "waiting");
    Lines first = open("804", now(), null);
    await().until(first::isWelcomed);
    String last = first.lastId();
    curl.say("804", "echo missed");
    site.record(waiting, SendResult.refused("no credit"));

    Lines again = open("804", "0", last);

    await().until(() -> again.count(">missed</p>") == 1 && again.count("failed: no credit") == 1);
    assertThat(again.count(">echo missed</p>")).isEqualTo(1);
  }

  @Test
  void aPageIsToldNothingTwiceAndNothingOfOtherConversations() throws Exception {
    Lines page = open("805", now(), null);
    await().until(page::isWelcomed);

    curl.say("805", "echo one");
    await().until(() -> page.count(">one</p>") == 1);
    curl.say("806", "echo other");
    await().until(() -> page.count("data-identity=\"806\"") >= 1);
    curl.say("805", "echo two");
    await().until(() -> page.count(">two</p>") == 1);

    assertThat(page.count(">one</p>")).isEqualTo(1);
    assertThat(page.count(">echo one</p>")).isEqualTo(1);
    assertThat(page.count(">other</p>")).as("a bubble of another phone").isZero();
  }

  @Test
  void aPageThatHasMissedMoreThanItShowsIsToldToReadItselfAgain() throws Exception {
    Instant since = Instant.now();
    for (int i = 0; i < 201; i++) {
      site.queue("807", "m" + i);
    }

    Lines page = open("807", String.valueOf(since.toEpochMilli() - 1), null);

    await().until(() -> page.count("event: refresh") == 1);
    assertThat(page.count("event: message")).isZero();
  }

  @Test
  void aTextOfSeveralLinesArrivesWhole() throws Exception {
    Lines page = open("808", now(), null);
    await().until(page::isWelcomed);

    site.queue("808", "one\r\ntwo\rthree\n\nevent: fake");

    await().until(() -> page.count("event: message") == 1);
    int start =
        page.lines.indexOf(
            page.lines.stream().filter(line -> line.contains("one")).findFirst().orElseThrow());
    assertThat(page.lines.subList(start + 1, start + 5))
        .containsExactly("data: two", "data: three", "data: ", "data: event: fake</p>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"yesterday", "", "-9223372036854775808", "-1", "9223372036854775807", "1e3"})
  void aMomentThatIsNoneIs400(String since) throws Exception {
    assertThat(curl.get("public/809/live?since=" + since).body())
        .isEqualTo("since: must be a number of milliseconds");
  }

  @Test
  void aPageThatKnowsAllOrNothingIsToldWhatIsNewLikeAnyOther() throws Exception {
    Lines first = open("810", "0", null);
    Lines future = open("810", "9999999999999", null);
    await().until(() -> first.isWelcomed() && future.isWelcomed());

    curl.say("810", "echo now");

    await().until(() -> first.count(">now</p>") == 1 && future.count(">now</p>") == 1);
  }

  private static String now() {
    return String.valueOf(Instant.now().toEpochMilli());
  }

  private Lines open(String identity, String since, String lastEventId) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(site.url(identity + "/live?since=" + since)));
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId);
    }
    Lines lines = new Lines();
    CompletableFuture<?> unused =
        client.sendAsync(request.build(), BodyHandlers.fromLineSubscriber(lines));
    return lines;
  }

  private static List<String> threads(String prefix) {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith(prefix))
        .collect(Collectors.toList());
  }

  private static List<String> threadsIn(Class<?> type) {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(
            entry ->
                Arrays.stream(entry.getValue())
                    .anyMatch(frame -> frame.getClassName().equals(type.getName())))
        .map(entry -> entry.getKey().getName())
        .toList();
  }
}
