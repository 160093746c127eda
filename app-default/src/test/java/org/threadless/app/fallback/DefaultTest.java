package org.threadless.app.fallback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.threadless.router.app.AppPlugin;
import org.threadless.testing.AppContract;
import org.threadless.testing.TestRouter;

class DefaultTest implements AppContract {

  @Override
  public AppPlugin plugin() {
    return new DefaultPlugin();
  }

  @Override
  public List<String> textsForIt() {
    return List.of("what?");
  }

  @Test
  void whatNoAppUnderstoodGetsTheDefaultTextWithTheProjectsName() {
    assertThat(repliesTo("what?", new DefaultSettings(null)))
        .containsExactly("Sorry, My $1 project could not understand your message.");
  }

  @Test
  void theTextIsConfigured() {
    assertThat(repliesTo("what?", new DefaultSettings("Ask %(project_name)s.")))
        .containsExactly("Ask My $1 project.");
  }

  @Test
  void anEmptyTextSwitchesItOff() {
    assertThat(repliesTo("what?", new DefaultSettings(""))).isEmpty();
  }

  @Test
  void itDoesNotStopTheDefaultOfLaterApps() {
    try (TestRouter router =
        TestRouter.builder()
            .app(new DefaultPlugin(), new DefaultSettings("one"))
            .app(new Second(), new DefaultSettings("two"))
            .start()) {
      assertThat(router.say("what?")).containsExactly("one", "two");
    }
  }

  private static Iterable<String> repliesTo(String text, DefaultSettings settings) {
    try (TestRouter router =
        TestRouter.builder()
            .app(new DefaultPlugin(), settings)
            .projectName("My $1 project")
            .start()) {
      return router.say(text);
    }
  }

  /** The same app under another name. */
  private static final class Second implements AppPlugin {
    @Override
    public String name() {
      return "second";
    }

    @Override
    public Class<? extends Record> configType() {
      return DefaultSettings.class;
    }

    @Override
    public Class<DefaultApp> appType() {
      return DefaultApp.class;
    }
  }
}
