package org.threadless.router.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.router.app.Phase;
import org.threadless.router.message.Connection;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.Outbox;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.ReceivedMessage;

class HandlerAppTest {

  private final HandlerApp app =
      () ->
          List.of(
              Handler.keyword(
                  "join|register", (message, rest) -> message.respond("keyword " + rest)),
              Handler.pattern(
                  "(\\d+) (plus|minus) (\\d+)( please)?",
                  (message, groups) -> message.respond("pattern " + groups)));

  @Test
  void aKeywordHandlerIsGivenWhatFollowsTheKeyword() throws Exception {
    assertThat(replies("JOIN: me ")).containsExactly("keyword me");
    assertThat(replies("register")).containsExactly("keyword ");
  }

  @Test
  void theWordsOfAHandlerAreKnownHoweverItIsWrapped() {
    Handler join = app.handlers().get(0);

    assertThat(join.words()).containsExactly("join", "register");
    assertThat(join.when("of members", message -> true).words()).isEqualTo(join.words());
    assertThat(Handler.pattern("keyword|other", (message, groups) -> {}).words()).isEmpty();
  }

  @Test
  void aWordAloneLeavesToOthersWhatGoesOn() throws Exception {
    HandlerApp help =
        () -> List.of(Handler.alone("help|aide", (m, rest) -> m.respond("ok" + rest)));

    assertThat(replies(help, "Help!")).containsExactly("ok");
    assertThat(help.handle(message("help me"))).isFalse();
  }

  @Test
  void aHandlerThatIsForSomeLeavesOthersAlone() throws Exception {
    HandlerApp some =
        () ->
            List.of(
                Handler.keyword("join", (m, rest) -> m.respond("long " + rest))
                    .when("of long messages", m -> m.text().length() > 10),
                Handler.keyword("join", (m, rest) -> m.respond("short " + rest)));

    assertThat(replies(some, "join everybody")).containsExactly("long everybody");
    assertThat(replies(some, "join us")).containsExactly("short us");
  }

  @Test
  void aPatternHandlerIsGivenTheGroupsInTheirOrderAndAnEmptyTextForOneThatTookNoPart()
      throws Exception {
    assertThat(replies("12 PLUS 7")).containsExactly("pattern [12, PLUS, 7, ]");
    assertThat(replies("12 minus 7 please")).containsExactly("pattern [12, minus, 7,  please]");
  }

  @Test
  void aPatternMatchesFromTheStartAndNotNecessarilyToTheEnd() throws Exception {
    assertThat(replies("12 plus 7 is what?")).containsExactly("pattern [12, plus, 7, ]");
    assertThat(handles(" 12 plus 7")).isFalse();
    assertThat(handles("say 12 plus 7")).isFalse();
  }

  @Test
  void aPatternMatchesInAnyCaseOfAnyScript() throws Exception {
    HandlerApp cyrillic =
        () ->
            List.of(
                Handler.pattern("\u0434\u0430 (\\w+)", (m, groups) -> m.respond(groups.get(0))));

    assertThat(replies(cyrillic, "\u0414\u0410 \u043c\u0438\u0440"))
        .containsExactly("\u043c\u0438\u0440");
  }

  @Test
  void aPatternPassesOverWhatNobodySeesAndTakesEverySpaceForABlank() throws Exception {
    assertThat(replies("\uFEFF12\u00A0plus\u200F\u202F7"))
        .containsExactly("pattern [12, plus, 7, ]");
  }

  @Test
  void aGroupOfDigitsIsHandedOverInAsciiWhateverTheScript() throws Exception {
    assertThat(replies("\u0661\u0662 plus \u096D")).containsExactly("pattern [12, plus, 7, ]");
    assertThat(replies(digits(), "n \u0661\u200F\u0662, \u0663 a")).containsExactly("12, \u0663 a");
  }

  @Test
  void aPatternIsComparedInOneFormAndItsGroupsAreHandedOverAsTheyCame() throws Exception {
    HandlerApp cafe =
        () -> List.of(Handler.pattern("(caf\u00E9) (.*)", (m, groups) -> m.respond("" + groups)));

    assertThat(replies(cafe, "CAFE\u0301 cre\u0300me \uD83D\uDE00\u200F"))
        .containsExactly("[CAFE\u0301, cre\u0300me \uD83D\uDE00]");
  }

  @Test
  void aPatternMatchesGreekThatIsWrittenWithLatinCapitals() throws Exception {
    HandlerApp greek =
        () ->
            List.of(
                Handler.pattern(
                    "join (\u03B4\u03B7\u03BC\u03BF\u03C2)",
                    (m, groups) -> m.respond(groups.get(0))));

    assertThat(replies(greek, "JOIN \u0394HMO\u03A3")).containsExactly("\u0394HMO\u03A3");
  }

  private static HandlerApp digits() {
    return () ->
        List.of(
            Handler.pattern(
                "n ([0-9]+), (.*)", (m, groups) -> m.respond(String.join(", ", groups))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"hello", "joined", "twelve plus 7", ""})
  void whatIsForNoHandlerIsLeftToOtherApps(String text) throws Exception {
    assertThat(handles(text)).isFalse();
  }

  @Test
  void theFirstHandlerThatAMessageIsForAnswersItAlone() throws Exception {
    HandlerApp both =
        () ->
            List.of(
                Handler.keyword("a", (message, rest) -> message.respond("first")),
                Handler.keyword("a", (message, rest) -> message.respond("second")));

    assertThat(replies(both, "a")).containsExactly("first");
  }

  @Test
  void theRouterCallsOnlyTheHandlePhase() {
    assertThat(Phase.of(app.getClass())).containsExactly(Phase.HANDLE);
  }

  @Test
  void aPatternThatIsNoneIsRefusedWhenItIsMade() {
    assertThatThrownBy(() -> Handler.pattern("(", (message, groups) -> {}))
        .isInstanceOf(PatternSyntaxException.class);
  }

  private boolean handles(String text) throws Exception {
    IncomingMessage message = message(text);
    boolean handled = app.handle(message);
    assertThat(message.replies()).hasSize(handled ? 1 : 0);
    return handled;
  }

  private List<String> replies(String text) throws Exception {
    return replies(app, text);
  }

  private static List<String> replies(HandlerApp app, String text) throws Exception {
    IncomingMessage message = message(text);
    assertThat(app.handle(message)).isTrue();
    return message.replies().stream().map(OutgoingMessage::text).toList();
  }

  private static IncomingMessage message(String text) {
    return new IncomingMessage(
        UUID.randomUUID(),
        ReceivedMessage.of(Connection.of("test", "1"), text),
        Instant.EPOCH,
        new Outbox(new MessageIds(), InstantSource.fixed(Instant.EPOCH), backend -> {}));
  }
}
