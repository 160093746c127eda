package org.threadless.app.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.app.webhook.OwnProgram.Said;
import org.threadless.router.app.AppPlugin;
import org.threadless.router.config.Secret;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.incoming.Receipt;
import org.threadless.router.message.Connection;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.testing.AppContract;
import org.threadless.testing.CapturedLog;
import org.threadless.testing.TestRouter;

class WebhookTest implements AppContract {

  private static final Secret SECRET = new Secret("whsec_" + "c".repeat(32) + "A".repeat(12));
  private static final Instant NOW = Instant.parse("2026-12-01T09:00:00Z");

  private final OwnProgram program = new OwnProgram();
  private final OwnProgram fallback = new OwnProgram();

  @AfterEach
  void close() {
    program.close();
    fallback.close();
  }

  @Override
  public AppPlugin plugin() {
    return new WebhookPlugin();
  }

  @Override
  public Record settings() {
    return with(Map.of("secret", SECRET));
  }

  @Override
  public Map<String, Object> badSettings() {
    return Map.of(
        "url",
        URI.create("ftp://example.org"),
        "fallbackUrl",
        Optional.of(URI.create("example")),
        "secret",
        Optional.of(new Secret("guess")),
        "timeout",
        Duration.ofMinutes(6),
        "keywords",
        List.of("a||b"),
        "pattern",
        Optional.of("("));
  }

  @Override
  public List<String> textsForIt() {
    return List.of("hello", "what now?");
  }

  @Test
  void theProgramIsToldWhoWroteWhatInJson() {
    try (TestRouter router = router(Map.of())) {
      router.clock().set(NOW);
      router.speaks("sw");
      Receipt receipt =
          router.incoming(
              ReceivedMessage.of(TestRouter.SOMEBODY, "nini \"sasa\"?")
                  .withExternalId("7")
                  .withFields(Map.of("smsc", "usb0")));

      OwnProgram.Question question = program.questions().get(0);
      assertThat(question.path()).isEqualTo("/ask?from=sms");
      assertThat(question.headers())
          .containsEntry("content-type", "application/json")
          .containsEntry("webhook-id", receipt.id().toString());
      String contact = router.contacts().find(TestRouter.SOMEBODY).orElseThrow().id().toString();
      assertThat(question.body())
          .isEqualTo(
              "{'type':'message.incoming','timestamp':'2026-12-01T09:00:00Z','data':{'id':'%s',"
                      .formatted(receipt.id())
                      .replace('\'', '"')
                  + "'backend':'test','identity':'1112223333',".replace('\'', '"')
                  + "\"text\":\"nini \\\"sasa\\\"?\","
                  + "'received':'2026-12-01T09:00:00Z','external-id':'7',".replace('\'', '"')
                  + "'fields':{'smsc':'usb0'},'contact':{'id':'%s','language':'sw'}}}"
                      .formatted(contact)
                      .replace('\'', '"'));
    }
  }

  @Test
  void aQuestionIsSignedAsStandardWebhooksAre() throws Exception {
    try (TestRouter router = router(Map.of("secret", SECRET))) {
      router.say("hello");
    }

    OwnProgram.Question question = program.questions().get(0);
    Map<String, List<String>> headers =
        question.headers().entrySet().stream()
            .filter(entry -> entry.getKey().startsWith("webhook-"))
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue())));
    // Throws where the signature is another.
    new Webhook(SECRET.reveal())
        .verify(question.body(), HttpHeaders.of(headers, (name, value) -> true));
  }

  @Test
  void itsRepliesGoToWhoWroteOrToWhomItSaysAndWhenItSays() {
    program.says(
        Said.json(
            """
            {"replies": [
              {"text": "one"},
              {"text": "two", "to": [{"backend": "test", "identity": "5"}, {"identity": "6"}]},
              {"text": "three", "at": "2026-12-01T12:00:00+02:00", "valid-until": "2026-12-02T00:00:00Z"}
            ]}
            """));
    try (TestRouter router = router(Map.of())) {
      router.clock().set(NOW);

      Receipt receipt = router.incoming(ReceivedMessage.of(TestRouter.SOMEBODY, "hello"));

      assertThat(receipt.sent())
          .extracting(each -> each.connection() + " " + each.text())
          .containsExactly("test/1112223333 one", "test/5 two", "test/6 two");
      router.clock().advance(Duration.ofHours(1));
      assertThat(router.backend().texts()).endsWith("three");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "{\"replies\": []}", "{\"replies\": null, \"handled\": true}"})
  void whoAnswersWithoutAReplyHasHandledIt(String body) {
    program.says(Said.json(body));
    try (TestRouter router = router(Map.of())) {
      assertThat(router.say("hello")).isEmpty();
      assertThat(router.failures()).isEmpty();
    }
  }

  @Test
  void whoSaysThatItIsNotHandledLeavesItToTheNextApp() {
    program.says(Said.json("{\"handled\": false}"));
    try (TestRouter router = router(Map.of())) {
      assertThat(router.say("hello")).containsExactly("the next app");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "not json | what is no JSON",
        "[] | the answer that is no object",
        "{\"reply\": 1} | the answer with ['reply']; it may have [handled, replies]",
        "{\"replies\": {}} | a 'replies' that is no list",
        "{\"replies\": [{}]} | no 'text' that is a text",
        "{\"replies\": [{\"text\": \" \"}]} | a reply without a text",
        "{\"replies\": [{\"text\": \"\\ud83d\"}]} | a text that holds half a character, or U+0000",
        "{\"replies\": [{\"text\": \"a\", \"at\": \"noon\"}]}"
            + " | a 'at' that is no time such as 2026-12-01T09:00:00Z",
        "{\"handled\": \"yes\"} | a 'handled' that is neither true nor false",
      })
  void anAnswerThatCannotBeUsedIsAFailureWithOneLineThatSaysWhatItHas(String body, String what) {
    program.says(Said.json(body));
    try (TestRouter router = router(Map.of())) {
      assertThat(router.say("hello")).containsExactly("the next app");

      assertThat(router.failures())
          .singleElement()
          .extracting(call -> call.thrown().orElseThrow().getMessage())
          .isEqualTo("the program at url has answered with " + what);
    }
  }

  @Test
  void anAnswerIsNoLongerThan64KiBAndHasNoMoreThan100Replies() {
    program.says(Said.text("a".repeat(70_000)));
    try (TestRouter router = router(Map.of("answer", AnswerForm.TEXT))) {
      router.say("hello");
      assertThat(reasons(router))
          .containsExactly("the program at url has answered with more than 64 KiB");
    }
    program.says(
        Said.json("{\"replies\": [" + "{\"text\": \"a\"},".repeat(100) + "{\"text\": \"a\"}]}"));
    try (TestRouter router = router(Map.of())) {
      router.say("hello");
      assertThat(reasons(router))
          .containsExactly(
              "the program at url has answered with more than 100 replies: there are 101");
    }
  }

  @Test
  void aBackendThatIsNotConfiguredIsAnErrorThatSaysWhichAre() {
    program.says(
        Said.json(
            "{\"replies\": [{\"text\": \"a\", \"to\": [{\"backend\": \"no\", \"identity\":"
                + " \"5\"}]}]}"));
    try (TestRouter router = router(Map.of())) {
      assertThat(router.say("hello")).containsExactly("the next app");
      assertThat(reasons(router)).singleElement().asString().contains("no", "test");
    }
  }

  @Test
  void aTextThatIsTheAnswerIsTheReply() {
    program.says(Said.text(" habari\n"));
    try (TestRouter router = router(Map.of("answer", AnswerForm.TEXT))) {
      assertThat(router.say("hello")).containsExactly("habari");
      program.says(Said.text(" \n"));
      assertThat(router.say("hello")).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<Response/> | ''",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response><Message>hi &amp; you</Message>"
            + "<Message>two</Message></Response> | test/+254700111222: hi & you,"
            + " test/+254700111222: two",
        "<Response><Message><Body>hi</Body></Message></Response> | test/+254700111222: hi",
        "<Response><Sms>hi</Sms></Response> | test/+254700111222: hi",
        "<Response><Message to=\"+254722\" from=\"8080\"><![CDATA[<hi>]]></Message></Response>"
            + " | test/+254722: <hi>",
      })
  void whatWasWrittenForTwilioAnswersWithItsMessages(String body, String sent) {
    program.says(Said.xml(body));
    try (TestRouter router = router(Map.of("request", WebhookSettings.RequestForm.TWILIO))) {
      Receipt receipt = router.incoming(ReceivedMessage.of(connection("+254700111222"), "hello"));

      assertThat(
              receipt.sent().stream()
                  .map(each -> each.connection() + ": " + each.text())
                  .collect(Collectors.joining(", ")))
          .isEqualTo(sent);
    }
  }

  @Test
  void aTextThatIsAnsweredToTwilioIsTheReply() {
    program.says(Said.text("hi"));
    try (TestRouter router = router(Map.of("request", WebhookSettings.RequestForm.TWILIO))) {
      assertThat(router.say("hello")).containsExactly("hi");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<Response><Redirect>/x</Redirect></Response>"
            + " | a <Redirect>, which is nothing for a router of messages",
        "<Response><Message><Media>x</Media></Message></Response> | a <Media> in a <Message>",
        "<Response><Message/></Response> | a reply without a text",
        "<html/> | a <html> where TwiML has a <Response>",
        "<Response> | what is no XML, or has a document type",
        "<!DOCTYPE r [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>"
            + "<Response><Message>&e;</Message></Response>"
            + " | what is no XML, or has a document type",
      })
  void whatIsNoMessageOfTwimlIsAFailureThatNamesIt(String body, String what) {
    program.says(Said.xml(body));
    try (TestRouter router = router(Map.of("request", WebhookSettings.RequestForm.TWILIO))) {
      assertThat(router.say("hello")).containsExactly("the next app");
      assertThat(reasons(router)).containsExactly("the program at url has answered with " + what);
    }
  }

  @Test
  void aProgramThatWasWrittenForTwilioIsAskedAsByTwilio() {
    program.says(Said.xml("<Response/>"));
    TwilioSettings twilio =
        new TwilioSettings(
            Optional.of("AC" + "1".repeat(32)),
            Optional.of(new Secret("12345")),
            Optional.of("+18005551212"));
    try (TestRouter router =
        router(Map.of("request", WebhookSettings.RequestForm.TWILIO, "twilio", twilio))) {
      Receipt receipt =
          router.incoming(ReceivedMessage.of(connection("+14158675309"), "höi & you"));

      OwnProgram.Question question = program.questions().get(0);
      Map<String, String> form = form(question.body());
      assertThat(form)
          .containsEntry("MessageSid", "SM" + receipt.id().toString().replace("-", ""))
          .containsEntry("AccountSid", "AC" + "1".repeat(32))
          .containsEntry("From", "+14158675309")
          .containsEntry("To", "+18005551212")
          .containsEntry("Body", "höi & you")
          .containsEntry("NumMedia", "0")
          .containsEntry("NumSegments", "1");
      assertThat(question.headers())
          .containsEntry("content-type", "application/x-www-form-urlencoded;charset=utf-8")
          .containsKey("x-twilio-signature");
    }
  }

  @Test
  void aQuestionIsSignedAsTwilioSignsThem() {
    Map<String, String> form =
        Map.of(
            "CallSid", "CA1234567890ABCDE",
            "Digits", "1234",
            "From", "+14158675309",
            "To", "+18005551212",
            "Caller", "+14158675309");

    assertThat(
            TwilioQuestion.signature(
                new Secret("12345"),
                URI.create("https://mycompany.com/myapp.php?foo=1&bar=2"),
                new TreeMap<>(form)))
        .isEqualTo("RSOYDt4T1cUTdK1PDd93/VVr8B8=");
  }

  @ParameterizedTest
  @CsvSource({"Balance, true", "'balance now', true", "'bal 7', true", "hello, false"})
  void itIsAskedAboutWhatBeginsWithAKeywordOrThePatternMatches(String text, boolean asked) {
    try (TestRouter router =
        router(Map.of("keywords", List.of("balance"), "pattern", "bal \\d+"))) {
      assertThat(router.say(text)).containsExactly(asked ? "hello" : "the next app");
      assertThat(program.questions()).hasSize(asked ? 1 : 0);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 404, 500})
  void whateverStatusIsNoSuccessIsAFailure(int status) {
    program.says(Said.status(status));
    try (TestRouter router = router(Map.of())) {
      assertThat(router.say("hello")).containsExactly("the next app");
      assertThat(reasons(router))
          .containsExactly("the program at url has answered with status " + status);
    }
  }

  @Test
  void aProgramThatTakesTooLongIsAFailure() {
    CountDownLatch end = new CountDownLatch(1);
    program.answer(
        question -> {
          end.await();
          return Said.status(200);
        });
    try (TestRouter router = router(Map.of("timeout", Duration.ofMillis(50)))) {
      assertThat(router.say("hello")).containsExactly("the next app");
      assertThat(reasons(router)).singleElement().asString().startsWith("the program at url ");
    } finally {
      end.countDown();
    }
  }

  @Test
  void oneThatFailsIsFollowedByTheFallbackAndALineInTheLog() {
    program.says(Said.status(500));
    fallback.says(Said.json("{\"replies\": [{\"text\": \"from the other\"}]}"));
    try (CapturedLog log = new CapturedLog(WebhookPlugin.class);
        TestRouter router = router(Map.of("fallbackUrl", fallback.url()))) {
      assertThat(router.say("hello")).containsExactly("from the other");

      assertThat(fallback.questions().get(0).body()).isEqualTo(program.questions().get(0).body());
      assertThat(log.lines())
          .anyMatch(
              line ->
                  line.contains(
                      "the program at url has answered with status 500: asking the one at"
                          + " fallback-url"));
    }
  }

  @Test
  void whereNobodyAnswersTheFailureOfTheLastIsTold() {
    program.close();
    fallback.says(Said.status(503));
    try (TestRouter router = router(Map.of("fallbackUrl", fallback.url()))) {
      assertThat(router.say("hello")).containsExactly("the next app");
      assertThat(reasons(router))
          .containsExactly("the program at fallback-url has answered with status 503");
    }
  }

  @Test
  void onFailureATextMayBeReplied() {
    program.close();
    try (TestRouter router =
        router(Map.of("onFailure", OnFailure.valueOf("reply Not now,  sorry")))) {
      assertThat(router.say("hello")).containsExactly("Not now,  sorry");
      assertThat(router.failures()).isEmpty();
    }
  }

  @Test
  void onFailureItMayBeSaidInTheLanguageOfWhoeverWrote() {
    program.close();
    try (TestRouter router = router(Map.of("onFailure", OnFailure.valueOf("reply")))) {
      assertThat(router.say("hello"))
          .containsExactly("Sorry, this is not available at the moment. Please try again later.");
      router.speaks("sw");
      assertThat(router.say("hello"))
          .containsExactly(
              "Samahani, huduma hii haipatikani kwa sasa. Tafadhali jaribu tena baadaye.");
    }
  }

  @Test
  void onFailureItMayBeAskedLaterAndNothingIsLostOrOutOfOrder() {
    int port = program.port();
    program.close();
    try (TestRouter router = router(Map.of("onFailure", OnFailure.LATER))) {
      Receipt first = router.incoming(ReceivedMessage.of(TestRouter.SOMEBODY, "one"));
      Receipt second = router.incoming(ReceivedMessage.of(TestRouter.SOMEBODY, "two"));
      assertThat(List.of(first.status(), second.status()))
          .containsExactly(IncomingStatus.QUEUED, IncomingStatus.QUEUED);
      assertThat(router.failures()).isEmpty();

      try (OwnProgram again = new OwnProgram(port)) {
        again.answer(
            question ->
                Said.json(
                    question.body().contains("\"one\"")
                        ? "{\"replies\": [{\"text\": \"to one\"}]}"
                        : "{\"replies\": [{\"text\": \"to two\"}]}"));
        router.clock().advance(Duration.ofMinutes(11));
      }

      assertThat(router.backend().texts()).containsExactly("to one", "to two");
      assertThat(router.conversations().conversation(TestRouter.SOMEBODY, 10))
          .extracting(StoredMessage::status)
          .extracting(Object::toString)
          .containsOnly("HANDLED", "SENT");
    }
  }

  @Test
  void aProgramMaySayAfterHowLong() {
    program.says(new Said(503, Map.of("Retry-After", "1800"), ""));
    try (TestRouter router = router(Map.of("onFailure", OnFailure.LATER))) {
      router.say("hello");
      router.clock().advance(Duration.ofMinutes(29));
      assertThat(program.questions()).hasSize(1);

      program.says(Said.json("{\"replies\": [{\"text\": \"now\"}]}"));
      router.clock().advance(Duration.ofMinutes(2));

      assertThat(router.backend().texts()).containsExactly("now");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "never", "reply ", "replynow"})
  void whatMayNotBeDoneOnFailureIsRefusedWithWhatMay(String text) {
    assertThatThrownBy(() -> OnFailure.valueOf(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("must be next, later, reply, or reply and a text");
  }

  private TestRouter router(Map<String, Object> settings) {
    return TestRouter.builder()
        .app(new WebhookPlugin(), with(settings))
        .app(new NextPlugin())
        .start();
  }

  private WebhookSettings with(Map<String, Object> some) {
    return new WebhookSettings(
        program.url(),
        Optional.ofNullable((URI) some.get("fallbackUrl")),
        Optional.ofNullable((Secret) some.get("secret")),
        (Duration) some.get("timeout"),
        keywords(some),
        Optional.ofNullable((String) some.get("pattern")),
        (WebhookSettings.RequestForm) some.get("request"),
        (AnswerForm) some.get("answer"),
        (OnFailure) some.get("onFailure"),
        (TwilioSettings) some.get("twilio"));
  }

  @SuppressWarnings("unchecked")
  private static List<String> keywords(Map<String, Object> some) {
    return (List<String>) some.get("keywords");
  }

  private static Connection connection(String identity) {
    return Connection.of("test", identity);
  }

  private static List<String> reasons(TestRouter router) {
    return router.failures().stream()
        .map(call -> call.thrown().orElseThrow().getMessage())
        .toList();
  }

  private static Map<String, String> form(String body) {
    return Arrays.stream(body.split("&"))
        .map(field -> field.split("=", 2))
        .collect(
            Collectors.toMap(
                field -> field[0], field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
  }
}
