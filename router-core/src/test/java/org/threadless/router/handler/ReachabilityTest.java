package org.threadless.router.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.router.app.AppName;

class ReachabilityTest {

  @Test
  void appsWithKeywordsOfTheirOwnHaveNoProblems() {
    assertThat(problems(keyword("join|register"), keyword("leave"), pattern("\\d+"))).isEmpty();
  }

  @Test
  void aKeywordThatAnEarlierAppHasInAnyCaseIsReported() {
    assertThat(problems(keyword("vote|v"), keyword("poll|Vote")))
        .containsExactly(
            "messages that begin with 'Vote' do not reach the keyword 'poll|Vote' of the app app2:"
                + " the keyword 'vote|v' of the app app1 takes them");
  }

  @Test
  void aHandlerWhoseWordsAreAllTakenCanNeverBeReached() {
    assertThat(problems(keyword("vote|poll"), keyword("poll|vote")))
        .containsExactly(
            "the keyword 'poll|vote' of the app app2 can never be reached:"
                + " the keyword 'vote|poll' of the app app1 takes all of its messages");
  }

  @Test
  void wordsTakenByDifferentHandlersLeaveNothingEither() {
    assertThat(problems(keyword("a"), keyword("b"), keyword("a|b")))
        .last()
        .asString()
        .startsWith("the keyword 'a|b' of the app app3 can never be reached");
  }

  @ParameterizedTest
  @CsvSource({
    "vote, vote now",
    "vote, 'vote: now'",
  })
  void aKeywordOfSeveralWordsIsTakenByItsFirst(String earlier, String later) {
    assertThat(problems(keyword(earlier), keyword(later))).hasSize(1);
    assertThat(problems(keyword(later), keyword(earlier))).isEmpty();
  }

  @Test
  void twoHandlersOfOneAppAreComparedToo() {
    Reachability reachability = new Reachability();
    reachability.add(new AppName("app1"), List.of(keyword("a"), keyword("a")));

    assertThat(reachability.problems()).singleElement().asString().contains("never be reached");
  }

  @ParameterizedTest
  @CsvSource({
    "'.*', true",
    "'', true",
    "'\\W*vote', true",
    "'vote$', false",
    "'votes', false",
    "'\\d+', false",
  })
  void aPatternThatTakesEveryTextWithTheKeywordLeavesNothing(String earlier, boolean takesAll) {
    List<String> problems = problems(pattern(earlier), keyword("vote"));

    assertThat(problems).hasSize(takesAll ? 1 : 0);
    assertThat(problems).allMatch(line -> line.contains("can never be reached"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"vote", "\\s*vote"})
  void aPatternThatTakesTheKeywordWithoutWhatMayStandBeforeItIsReported(String earlier) {
    assertThat(problems(pattern(earlier), keyword("vote")))
        .singleElement()
        .asString()
        .startsWith("messages that begin with 'vote' do not reach the keyword 'vote'");
  }

  @ParameterizedTest
  @CsvSource({
    "'vote (\\d+)', true",
    "'vote,', true",
    "'vote\u060C', true",
    "'vote\u00A0', true",
    "'vote!', false",
    "'vote! ', true",
    "'vote ?(\\d+)', false",
    "'vote\\d', false",
    "'votes (\\d+)', false",
    "'vote (\\d+)|yes', false",
    "'(vote) ', false",
  })
  void aPatternThatBeginsWithAnEarlierKeywordIsNeverReached(String later, boolean taken) {
    assertThat(problems(keyword("vote"), pattern(later))).hasSize(taken ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource({"caf\u00E9, cafe\u0301", "stra\u00DFe, STRASSE", "'a', 'a\u200B'"})
  void wordsThatAreTakenForOneAreReported(String earlier, String later) {
    assertThat(problems(keyword(earlier), keyword(later))).hasSize(1);
    assertThat(problems(pattern("\\W*cafe\u0301"), keyword("caf\u00E9"))).hasSize(1);
  }

  @Test
  void aPatternAfterOneThatTakesEverythingOrIsTheSameIsNeverReached() {
    assertThat(problems(pattern(".*"), pattern("\\d+"))).hasSize(1);
    assertThat(problems(pattern("\\d+"), pattern("\\d+"))).hasSize(1);
    assertThat(problems(pattern("\\d+"), pattern("[a-z]+"))).isEmpty();
  }

  @Test
  void aWordThatIsTakenWhereNothingFollowsItIsReported() {
    assertThat(problems(alone("help|aide"), keyword("help")))
        .containsExactly(
            "the message 'help' does not reach the keyword 'help' of the app app2:"
                + " the keyword 'help|aide' alone of the app app1 takes it");
  }

  @Test
  void aWordAloneIsTakenByThatWordWhateverFollows() {
    assertThat(problems(keyword("help"), alone("help")))
        .containsExactly(
            "the keyword 'help' alone of the app app2 can never be reached:"
                + " the keyword 'help' of the app app1 takes all of its messages");
    assertThat(problems(alone("help"), alone("help"))).hasSize(1);
    assertThat(problems(alone("help"), alone("help me"), alone("aide"))).isEmpty();
  }

  @Test
  void whatIsTakenNowAndThenIsReportedAsThat() {
    Handler start = keyword("start").when("of who has stopped", message -> true);

    assertThat(problems(start, keyword("start")))
        .containsExactly(
            "messages that begin with 'start' do not always reach the keyword 'start' of the app"
                + " app2: the keyword 'start' of who has stopped of the app app1 takes them");
    assertThat(problems(start, pattern("start .*"))).isEmpty();
    assertThat(problems(alone("start"), pattern("start .*"))).isEmpty();
    assertThat(problems(keyword("start"), start)).singleElement().asString().contains("never");
  }

  private static Handler alone(String words) {
    return Handler.alone(words, (message, rest) -> {});
  }

  private static Handler keyword(String words) {
    return Handler.keyword(words, (message, rest) -> {});
  }

  private static Handler pattern(String regex) {
    return Handler.pattern(regex, (message, groups) -> {});
  }

  private static List<String> problems(Handler... handlers) {
    Reachability reachability = new Reachability();
    for (int i = 0; i < handlers.length; i++) {
      reachability.add(new AppName("app" + (i + 1)), List.of(handlers[i]));
    }
    return reachability.problems();
  }
}
