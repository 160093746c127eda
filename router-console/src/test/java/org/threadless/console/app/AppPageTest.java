package org.threadless.console.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.threadless.app.echo.EchoPlugin;
import org.threadless.console.ConsoleRouter;
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
  void whatWouldBeAnsweredIsShownWithoutSendingIt() {
    String page = console.get("/apps?number=254700111222&text=echo+hello&backend=test").body();

    assertThat(page).contains("hello", ">handled</span>");
  }

  @Test
  void aBackendThatIsNoneIsNamed() {
    assertThat(console.get("/apps?number=1&text=x&backend=other").body())
        .contains("It cannot be explained", "other");
  }
}
