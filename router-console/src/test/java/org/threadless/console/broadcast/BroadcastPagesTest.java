package org.threadless.console.broadcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.console.ConsoleRouter;
import org.threadless.console.ConsoleSettings;
import org.threadless.router.app.App;
import org.threadless.router.app.AppPlugin;
import org.threadless.router.backend.SendResult;
import org.threadless.router.engine.access.user.Role;
import org.threadless.router.engine.broadcast.Broadcast;
import org.threadless.router.engine.broadcast.BroadcastStore;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Contact;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.testing.TestRouter;

class BroadcastPagesTest {

  private static final String LATER = "2090-01-01T08:00";
  private static final Pattern KEY = Pattern.compile("name=\"key\" value=\"([^\"]+)\"");
  private static final Pattern TEST_KEY = Pattern.compile("name=\"test-key\" value=\"([^\"]+)\"");

  private final ConsoleRouter console =
      ConsoleRouter.start(
          TestRouter.builder()
              .app(new StopsSomePlugin())
              .route("+254", "test")
              .backend(
                  "refuses",
                  message ->
                      message.connection().identity().value().endsWith("1")
                          ? SendResult.refused("no such number")
                          : SendResult.accepted()),
          new ConsoleSettings(
              Optional.empty(), Optional.of(new SegmentCost(new BigDecimal("0.80"), "KES"))));

  @AfterEach
  void stop() {
    console.close();
  }

  /** Lets nothing go to whose number ends with 9, as somebody who was told to stop would. */
  public static final class StopsSome implements App {

    @Override
    public boolean outgoing(OutgoingMessage message) {
      return !message.connection().identity().value().endsWith("9")
          || message.cancel("told to stop");
    }
  }

  private static final class StopsSomePlugin implements AppPlugin {

    @Override
    public String name() {
      return "stops-some";
    }

    @Override
    public Class<? extends App> appType() {
      return StopsSome.class;
    }
  }

  @Test
  void withoutAnyTheListSaysWhatToDo() {
    assertThat(console.get("/broadcasts").body())
        .contains("Nothing was sent to many yet.", "/console/broadcasts/new");
    assertThat(console.as(Role.READER).get("/broadcasts").body())
        .doesNotContain("/console/broadcasts/new");
  }

  @Test
  void beforeItIsSentItTellsWhoGetsItHowAndForHowMuch() {
    String page =
        preview("text", "x".repeat(161), "numbers", "+254700\n+254709, +254701\n+1555").body();

    assertThat(figures(page)).containsExactly("4", "2", "4", "3.20 KES");
    assertThat(page)
        .contains("parts, 2 for each", "1, to whom there is no way")
        .contains("<li>1: <bdi>told to stop</bdi></li>")
        .containsPattern("<th scope=\"row\">test</th><td class=\"number\">2</td>");
    assertNothingIsStored();
  }

  @Test
  void textsWithFieldsAreCountedAsEachIs() {
    String page =
        preview(
                "text",
                "Dear {Name}",
                "table",
                "identity,name\n+254700,Amina\n+254701," + "y".repeat(300) + "\n")
            .body();

    assertThat(figures(page)).startsWith("2", "2", "3");
    assertThat(page).contains("parts, 1 to 2 for each", "Dear Amina", "10 characters, 1 part");
  }

  @Test
  void membersOfGroupsGetItOnceAndWhoHasNoConnectionIsCounted() {
    group("nurses", Connection.of("test", "1"), Connection.of("refuses", "2"));
    group("Kisumu", Connection.of("test", "1"));
    console.router().groups().join(console.router().groups().of("nurses"), nobody());

    String page = preview("text", "hello", "group", "nurses", "group", "Kisumu").body();

    assertThat(figures(page)).startsWith("3", "2", "2");
    assertThat(page).contains("1, to whom there is no way", ">refuses<");
  }

  @Test
  void aFileThatIsChosenTakesThePlaceOfTheTable() {
    HttpResponse<String> page =
        console.send(
            console
                .request("/broadcasts/preview")
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(
                    BodyPublishers.ofString(
                        part("text", "Hi {name}")
                            + part("table", "identity,name\r\n+254700,Old")
                            + "--b\r\nContent-Disposition: form-data; name=\"file\";"
                            + " filename=\"p.csv\"\r\nContent-Type: text/csv\r\n\r\n"
                            + "\uFEFFidentity,name\r\n+254701,Juma\r\n\r\n--b--\r\n")));

    assertThat(page.body()).contains("Hi Juma").doesNotContain("Hi Old");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text~ ~numbers~1|Text is missing.",
        "text~hello {name~numbers~1|Text has a brace that is not closed",
        "text~hello {name}~numbers~+254700|Line 1 of the numbers has nothing for {name}",
        "text~hello~numbers~ |Recipients are missing",
        "text~hello~group~nobody|Group is none that there is",
        "text~hello~numbers~1~backend~none|Backend ",
        "text~hello~table~name,x|Line 1 must have the names of the fields",
        "text~hello~numbers~1~at~tomorrow|Not before must be a time",
        "text~hello~numbers~1~zone~Mars|Time zone must be one such as Africa/Nairobi",
        "text~hello~numbers~1~at~2090-01-02T08:00~valid-until~2090-01-01T08:00|Of use until must be",
        "text~hello~numbers~1~valid-until~2020-01-01T08:00|Of use until must be later",
      })
  void whatIsWrongIsToldAboveWhatWasTyped(String fields, String line) {
    HttpResponse<String> refused = preview(fields.split("~", -1));

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("role=\"alert\"", line, "Look at it before it is sent");
    assertNothingIsStored();
  }

  @Test
  void aTextThatIsTooLongIsRefused() {
    assertThat(preview("text", "x".repeat(10_001), "numbers", "1").body())
        .contains("Text must have at most 10,000 characters.");
    assertThat(preview("text", "x".repeat(10_000), "numbers", "+2541").statusCode()).isEqualTo(200);
  }

  @Test
  void whatWasTypedCanBeChanged() {
    assertThat(
            console
                .post("/broadcasts/new", "text", "hello", "numbers", "+254700", "zone", "UTC")
                .body())
        .contains("hello</textarea>", "+254700</textarea>", "value=\"UTC\"");
  }

  @Test
  void itIsSentOnceHoweverOftenTheFormComes() {
    String key = key(preview("text", "hello", "numbers", "+254700\n+254709"), KEY);
    HttpResponse<String> first = send(key, "text", "hello", "numbers", "+254700\n+254709");
    HttpResponse<String> again = send(key, "text", "hello", "numbers", "+254700\n+254709");
    HttpResponse<String> other = send(key, "text", "other", "numbers", "+254700");

    assertThat(first.statusCode()).isEqualTo(303);
    assertThat(again.headers().firstValue("Location"))
        .isEqualTo(first.headers().firstValue("Location"));
    assertThat(other.statusCode()).isEqualTo(409);
    assertThat(all()).hasSize(1);
    assertThat(all().get(0).title()).contains("hello");
    assertThat(all().get(0).madeBy()).contains("admin");
  }

  @Test
  void aFormWithoutItsKeyIsRefused() {
    assertThat(console.post("/broadcasts", "text", "hello", "numbers", "1").statusCode())
        .isEqualTo(400);
    assertThat(send("none", "text", "hello", "numbers", "1").statusCode()).isEqualTo(400);
    assertNothingIsStored();
  }

  @Test
  void itsPageTellsWhatBecameOfItAndWhy() {
    String id =
        sent("title", "Stock-out", "text", "No AL.", "backend", "refuses", "numbers", "1\n2\n9");
    sendDue();

    String page = console.get("/broadcasts/" + id).body();

    assertThat(page)
        .contains("<h1 dir=\"auto\">Stock-out</h1>", "finished", "No AL.")
        .contains("aria-label=\"0 delivered, 1 sent, 1 failed, 1 cancelled, 0 waiting\"")
        .contains("no such number", "told to stop")
        .containsPattern(
            "/console/messages\\?backend=refuses&amp;broadcast="
                + id
                + "&amp;status=failed&amp;direction=out");
    assertThat(console.get("/broadcasts").body()).contains("Stock-out", "3 of 3");
  }

  @Test
  void itsNumbersLeadToItsMessagesAloneAndThoseAloneAreSentAgain() {
    String id = sent("text", "of it", "backend", "refuses", "numbers", "1");
    sent("text", "of another", "backend", "refuses", "numbers", "11");
    sendDue();
    String page = console.get("/broadcasts/" + id).body();
    Matcher link = Pattern.compile("/console(/messages\\?[^\"]*status=failed[^\"]*)").matcher(page);
    assertThat(link.find()).isTrue();

    String found = link.group(1).replace("&amp;", "&");

    assertThat(console.get(found).body())
        .contains("of it", "Only messages of", "name=\"broadcast\" value=\"" + id + "\"")
        .contains("/console/messages/resend?backend=refuses&amp;broadcast=" + id)
        .doesNotContain("of another");
    assertThat(console.get(found.replace("/messages?", "/messages/resend?")).body())
        .contains("Resend 1 message");
    assertThat(console.get("/messages?broadcast=no").statusCode()).isEqualTo(400);
  }

  @Test
  void theFragmentIsTheSamePartOfThePage() {
    String id = sent("text", "hello", "numbers", "+254700", "at", LATER, "zone", "UTC");

    String fragment = console.get("/broadcasts/" + id + "/progress").body();

    assertThat(fragment).startsWith("<div id=\"progress\"").contains("1 waiting", "every 3s");
    assertThat(console.get("/broadcasts/" + id).body())
        .contains(fragment.strip(), "It goes out from", "2090-01-01T08:00:00Z");
  }

  @Test
  void theFirstPageTellsOfOneThatIsPausedUntilItGoesOn() {
    String id = sent("title", "<Stock-out>", "text", "x", "numbers", "+254700");
    assertThat(console.get("/").body()).doesNotContain("Stock-out");

    change(id, "pause");
    assertThat(console.get("/").body())
        .contains("href=\"/console/broadcasts/" + id, "&lt;Stock-out&gt;</a> is paused");

    change(id, "resume");
    assertThat(console.get("/").body()).doesNotContain("Stock-out");
  }

  @Test
  void itIsPausedAndGoesOn() {
    String id = sent("text", "hello", "numbers", "+254700", "at", LATER, "zone", "UTC");

    assertThat(change(id, "pause")).endsWith(id + "?done=paused");
    assertThat(console.get("/broadcasts/" + id + "?done=paused").body())
        .contains("Nothing more of it goes out", ">paused<", "Let it go on");
    assertThat(change(id, "resume")).endsWith(id + "?done=resumed");
    assertThat(console.get("/broadcasts/" + id).body()).contains("going out", ">Pause<");
  }

  @Test
  void itIsStoppedAfterAQuestionAndStaysSo() {
    String id = sent("text", "hello", "numbers", "+254700\n+254701", "at", LATER, "zone", "UTC");
    assertThat(console.get("/broadcasts/" + id + "/stop").body())
        .contains("2 messages of it did not go out yet");

    assertThat(change(id, "stop")).endsWith(id + "?done=stopped");

    await()
        .untilAsserted(
            () ->
                assertThat(console.get("/broadcasts/" + id).body())
                    .contains("2 cancelled, 0 waiting", "its broadcast was stopped"));
    assertThat(console.post("/broadcasts/" + id + "/resume").statusCode()).isEqualTo(409);
  }

  @Test
  void theResultsAreATableThatNoSpreadsheetRuns() {
    String id = sent("text", "=cmd()", "backend", "refuses", "numbers", "1\n2");
    sendDue();

    HttpResponse<String> table = console.get("/broadcasts/" + id + "/results.csv");

    assertThat(table.headers().firstValue("Content-Type")).contains("text/csv; charset=UTF-8");
    assertThat(table.body())
        .contains("refuses,1,failed,no such number,")
        .contains("refuses,2,sent,,")
        .contains(",'=cmd(),");
    assertThat(table.body().lines()).hasSize(3);
  }

  @Test
  void aTestGoesToOneNumberWithTheFirstTextAndOnce() {
    String[] draft = {"text", "Hi {name}", "table", "identity,name\n+254700,Amina\n+254701,Juma"};
    HttpResponse<String> page = preview(draft);
    String[] test =
        and(draft, "key", key(page, KEY), "test-key", key(page, TEST_KEY), "number", "+254799x");

    String tested = console.post("/broadcasts/test", test).body();
    console.post("/broadcasts/test", test);
    sendDue();

    assertThat(tested).contains("A test is on its way to +254799x by test.", key(page, KEY));
    assertThat(sentTexts()).containsExactly("+254799x Hi Amina");
    assertThat(all()).isEmpty();
  }

  @Test
  void whatBecomesOfATestThatCannotBeIsTold() {
    String[] draft = {"text", "hello", "numbers", "+254700"};
    HttpResponse<String> page = preview(draft);

    assertThat(test(page, draft, "+1555")).contains("no route", "role=\"alert\"");
    assertThat(test(page, draft, "+254709")).contains("was cancelled: told to stop.");
    assertThat(test(page, draft, " ")).contains("The number to try it");
  }

  @Test
  void aNumberThatIsPastedAndInAGroupCountsOnceByWhicheverBackend() {
    group("nurses", Connection.of("refuses", "+254700111222"));

    String page = preview("text", "hello", "group", "nurses", "numbers", "+254 700-111 222").body();

    assertThat(figures(page)).startsWith("1", "1", "1");
  }

  @Test
  void whoCannotBeReachedIsNamed() {
    group("nurses");
    console
        .router()
        .groups()
        .join(
            console.router().groups().of("nurses"),
            console.router().contacts().make(c -> c.withName("Amina <b>")));

    String page =
        preview("text", "hello", "group", "nurses", "numbers", "+1555\n+1555\n+254700").body();

    assertThat(figures(page)).startsWith("3", "1");
    assertThat(page)
        .contains("2, to whom there is no way", "<bdi>+1555</bdi>")
        .containsPattern("<bdi><a href=\"/console/people/[0-9a-f-]+\">Amina &lt;b&gt;</a></bdi>");
  }

  @Test
  void aTestOfANumberWithoutARouteGoesByTheBackendThatIsChosen() {
    String[] draft = {"text", "hello", "numbers", "+254700"};
    HttpResponse<String> page = preview(draft);

    assertThat(test(page, draft, "+1555"))
        .contains(
            "The number to try it cannot be reached: no route leads to it; choose the backend by"
                + " which it goes.");
    assertThat(test(page, and(draft, "test-backend", "refuses"), "+1555"))
        .contains("A test is on its way to +1555 by refuses.");
  }

  @Test
  void whereNobodyWouldGetItItCannotBeSent() {
    HttpResponse<String> page = preview("text", "hello", "numbers", "+254709\n+1555");

    assertThat(page.body()).contains("Nobody would get it.").doesNotContain("Send it to");
    assertThat(
            send(
                    key(preview("text", "x", "numbers", "+254700"), KEY),
                    "text",
                    "x",
                    "numbers",
                    "+1555")
                .body())
        .contains("there is no way to any");
  }

  @Test
  void aReaderSeesThemAndChangesNothing() {
    String id = sent("text", "hello", "numbers", "+254700", "at", LATER, "zone", "UTC");
    console.as(Role.READER);

    assertThat(console.get("/broadcasts/" + id).body()).doesNotContain("/stop\"", "/pause\"");
    for (String path : List.of("/broadcasts/new", "/broadcasts/" + id + "/stop")) {
      assertThat(console.get(path).statusCode()).isEqualTo(403);
    }
    for (String path :
        List.of(
            "/broadcasts",
            "/broadcasts/new",
            "/broadcasts/preview",
            "/broadcasts/test",
            "/broadcasts/" + id + "/pause",
            "/broadcasts/" + id + "/resume",
            "/broadcasts/" + id + "/stop")) {
      assertThat(console.post(path).statusCode()).isEqualTo(403);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/progress", "/results.csv", "/stop"})
  void whatIsNotThereIsNotFound(String below) {
    assertThat(console.get("/broadcasts/" + UUID.randomUUID() + below).statusCode()).isEqualTo(404);
    assertThat(console.get("/broadcasts/x" + below).statusCode()).isEqualTo(404);
  }

  @Test
  void theListGoesOnByKey() {
    for (int i = 0; i < 21; i++) {
      sent("title", "number " + i, "text", "hello", "numbers", "+254700");
    }

    String first = console.get("/broadcasts").body();
    Matcher next = Pattern.compile("/console(/broadcasts\\?cursor=[^\"]+)").matcher(first);
    assertThat(next.find()).isTrue();
    String second = console.get(next.group(1)).body();

    assertThat(first).contains("number 20<", "number 1<").doesNotContain("number 0<");
    assertThat(second).contains("number 0<", "Back to the newest").doesNotContain("number 1<");
    assertThat(console.get("/broadcasts?cursor=x").statusCode()).isEqualTo(400);
  }

  static List<String> hostile() {
    return List.of(
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "=cmd()",
        "\u202Etxt",
        "\u0000\uD83D",
        "x".repeat(10_000));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void whateverIsTypedIsShownAsText(String hostile) {
    for (String field :
        List.of(
            "title",
            "text",
            "group",
            "numbers",
            "table",
            "backend",
            "at",
            "valid-until",
            "zone",
            "number",
            "key")) {
      String[] draft = {"text", "hello", "numbers", "+254700", field, hostile};
      for (String path : List.of("/preview", "/new", "/test", "")) {
        HttpResponse<String> page = console.post("/broadcasts" + path, draft);
        assertThat(page.statusCode()).as("%s of %s", field, path).isLessThan(500);
        assertThat(page.body()).doesNotContain("<script>alert", "<img src=x");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void whatWasSentIsShownAsText(String hostile) {
    HttpResponse<String> answer =
        send(
            UUID.randomUUID().toString(),
            "title",
            hostile.substring(0, Math.min(90, hostile.length())),
            "text",
            hostile,
            "numbers",
            "+254700");

    assertThat(answer.statusCode()).isEqualTo(303);
    String path =
        answer.headers().firstValue("Location").orElseThrow().substring("/console".length());
    assertThat(console.get(path).body()).doesNotContain("<script>alert", "<img src=x");
    assertThat(console.get("/broadcasts").body()).doesNotContain("<script>alert", "<img src=x");
  }

  @Test
  void aYearThatNobodyMeansIsRefusedByTheNameOfItsField() {
    for (String field : new String[] {"at", "valid-until"}) {
      HttpResponse<String> refused =
          preview(
              "text",
              "hello",
              "numbers",
              "+254700",
              field,
              "+999999999-01-01T00:00",
              "zone",
              "UTC");
      assertThat(refused.statusCode()).isLessThan(500);
      assertThat(refused.body()).contains("must be in a year from 1970 to 9999");
    }
  }

  private HttpResponse<String> preview(String... fields) {
    return console.post("/broadcasts/preview", fields);
  }

  private HttpResponse<String> send(String key, String... fields) {
    return console.post("/broadcasts", and(fields, "key", key));
  }

  private String test(HttpResponse<String> page, String[] draft, String number) {
    return console
        .post(
            "/broadcasts/test",
            and(
                draft,
                "key",
                key(page, KEY),
                "test-key",
                UUID.randomUUID().toString(),
                "number",
                number))
        .body();
  }

  private String sent(String... fields) {
    String location =
        send(UUID.randomUUID().toString(), fields).headers().firstValue("Location").orElseThrow();
    return location.substring("/console/broadcasts/".length(), location.indexOf('?'));
  }

  private String change(String id, String what) {
    return console
        .post("/broadcasts/" + id + "/" + what)
        .headers()
        .firstValue("Location")
        .orElseThrow();
  }

  private static String[] and(String[] fields, String... more) {
    List<String> all = new ArrayList<>(List.of(fields));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private static String key(HttpResponse<String> page, Pattern key) {
    Matcher found = key.matcher(page.body());
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  private static List<String> figures(String page) {
    String all = page.substring(page.indexOf("<dl class=\"figures\">"), page.indexOf("</dl>"));
    return Pattern.compile("<dd>([^<]*)</dd>").matcher(all).results().map(m -> m.group(1)).toList();
  }

  private static String part(String name, String value) {
    return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
  }

  private void group(String name, Connection... connections) {
    for (Connection each : connections) {
      console
          .router()
          .groups()
          .join(console.router().groups().of(name), console.router().contacts().of(each));
    }
  }

  private Contact nobody() {
    return console.router().contacts().make(contact -> contact.withName("Juma"));
  }

  private void sendDue() {
    console.router().clock().advance(Duration.ofSeconds(1));
  }

  private List<Broadcast> all() {
    return console.router().injected(BroadcastStore.class).list(Optional.empty(), 10);
  }

  private List<String> sentTexts() {
    return console.router().backend().given().stream()
        .map(each -> each.connection().identity() + " " + each.text())
        .toList();
  }

  private void assertNothingIsStored() {
    assertThat(all()).isEmpty();
    sendDue();
    assertThat(sentTexts()).isEmpty();
  }
}
