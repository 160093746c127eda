package org.example.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.threadless.router.app.AppPlugin;
import org.threadless.router.people.Person;
import org.threadless.testing.AppContract;
import org.threadless.testing.RouterExtension;
import org.threadless.testing.TestRouter;

class PollTest implements AppContract {

  private static final PollSettings SETTINGS =
      new PollSettings("What shall we drink?", List.of("Tea", "Coffee"), null);

  @RegisterExtension
  private final RouterExtension router =
      TestRouter.builder().app(new PollPlugin(), SETTINGS).extension();

  @Override
  public AppPlugin plugin() {
    return new PollPlugin();
  }

  @Override
  public Record settings() {
    return SETTINGS;
  }

  @Override
  public Map<String, Object> badSettings() {
    return Map.of("question", " ", "choices", List.of("Tea"), "keyword", "");
  }

  @Override
  public List<String> textsForIt() {
    return List.of("vote", "vote tea", "results");
  }

  @Test
  void everybodyHasOneVoteAndMayChangeIt() {
    router.script(
        """
        1112223333 > vote tea
        1112223333 < Thank you for voting tea.
        4445556666 > VOTE Coffee
        4445556666 < Thank you for voting coffee.
        1112223333 > vote coffee
        1112223333 < Thank you for voting coffee.
        7778889999 > Results, please
        7778889999 < tea 0, coffee 2
        """);
  }

  @Test
  void whoVotesForSomethingElseIsToldWhatThereIs() {
    router.script(
        """
        1112223333 > vote water
        1112223333 < What shall we drink? Send: vote tea or coffee
        1112223333 > results
        1112223333 < tea 0, coffee 0
        """);
  }

  @Test
  void whoReadsFrenchIsThankedInFrench() {
    router.speaks("fr");
    router.script(
        """
        1112223333 > vote tea
        1112223333 < Merci d'avoir voté tea.
        """);
  }

  @Test
  void whoIsErasedHasVotedNoMore() {
    router.say("vote tea");
    Person somebody = Person.of(TestRouter.SOMEBODY);
    assertThat(router.router().keeps(somebody))
        .containsExactly(entry("poll", Map.of(TestRouter.SOMEBODY.toString(), "tea")));

    router.router().erase(somebody);

    assertThat(router.router().keeps(somebody)).isEmpty();
    assertThat(router.say("results")).containsExactly("tea 0, coffee 0");
  }
}
