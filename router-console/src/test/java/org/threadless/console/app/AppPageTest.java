package org.threadless.console.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.threadless.app.echo.EchoPlugin;
import org.threadless.app.guard.GuardPlugin;
import org.threadless.console.ConsoleRouter;
import org.threadless.router.app.App;
import org.threadless.router.app.AppPlugin;
import org.threadless.router.handler.Handler;
import org.threadless.router.handler.HandlerApp;
import org.threadless.testing.TestRouter;

class AppPageTest {

  private static final ConsoleRouter console =
      ConsoleRouter.start(TestRouter.builder().app(new EchoPlugin()));

  @AfterAll
  static void stop() {
    console.close();
  }

  @Test
  void appsAreListedWithWhatTheyListenTo() {
    assertThat(console.get("/apps").body()).contains(">echo</th>", "keyword");
  }

  @Test
  void theWordsOfTheGuardAndWhatTheyKeepFromOtherAppsAreShown() {
    AppPlugin guard = new GuardPlugin();
    try (ConsoleRouter guarded =
        ConsoleRouter.start(
            TestRouter.builder()
                .app(guard, ConsoleRouter.defaults(guard))
                .app(new HelpfulPlugin()))) {
      assertThat(guarded.get("/apps").body())
          .contains(
              "keyword 'stop | ",
              "keyword 'arret | ",
              "keyword 'start | unstop | ",
              "' from who is told to stop",
              "keyword 'help | aide | ")
          .contains("the message 'help' does not reach the keyword 'help' of the app helpful")
          .contains("messages that begin with 'start' do not always reach");
    }
  }

  @Test
  void whatWouldBeAnsweredIsShownWithoutSendingIt() {
    String page = console.get("/apps?number=254700111222&text=echo+hello&backend=test").body();

    assertThat(page).contains("hello", ">handled</span>");
  }

  @Test
  void aBackendThatIsNoneIsNamed() {
    assertThat(console.get("/apps?number=1&text=x&backend=other").body())
        .contains("It cannot be explained", "other");
  }

  /** Has words that the guard has, too. */
  static final class HelpfulPlugin implements AppPlugin {

    @Override
    public String name() {
      return "helpful";
    }

    @Override
    public Class<? extends App> appType() {
      return Helpful.class;
    }
  }

  /** Answers them. */
  static final class Helpful implements HandlerApp {

    @Override
    public List<Handler> handlers() {
      return List.of(
          Handler.keyword("help", (message, rest) -> message.respond("about " + rest)),
          Handler.keyword("start", (message, rest) -> message.respond("begun")));
    }
  }
}
