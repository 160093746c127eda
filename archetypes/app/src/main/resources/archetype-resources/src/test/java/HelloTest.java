package ${package};

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.threadless.router.app.AppPlugin;
import org.threadless.testing.AppContract;
import org.threadless.testing.RouterExtension;
import org.threadless.testing.TestRouter;

/** What the app does, and what every app must hold to. */
class HelloTest implements AppContract {

  @RegisterExtension
  final RouterExtension router = TestRouter.builder().app(new HelloPlugin()).extension();

  @Override
  public AppPlugin plugin() {
    return new HelloPlugin();
  }

  @Override
  public List<String> textsForIt() {
    return List.of("hello", "hi you");
  }

  @Test
  void whoSaysHelloIsGreeted() {
    router.script(
        """
        1112223333 > hello world
        1112223333 < Hello, world!
        1112223333 <= 1 segment
        1112223333 > HI
        1112223333 < Hello!
        """);
  }

  @Test
  void whatElseIsSaidIsLeftToOtherApps() {
    router.script("1112223333 > helloworld");
  }
}
