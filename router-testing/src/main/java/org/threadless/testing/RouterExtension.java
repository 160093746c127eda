package org.threadless.testing;

import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts a router before each test and closes it after:
 *
 * <pre>{@code
 * @RegisterExtension
 * final RouterExtension router = TestRouter.builder().app(new EchoPlugin()).extension();
 *
 * @Test
 * void echoes() {
 *   router.script("""
 *       1112223333 > echo hello
 *       1112223333 < hello
 *       """);
 * }
 * }</pre>
 *
 * <p>A test may ask, as parameters, for the {@link TestRouter}, its {@link RecordingBackend}, its
 * {@link SettableClock}, a mapper of one of its apps, and whatever an app could ask for. The
 * extension serves one test at a time.
 */
public final class RouterExtension
    implements BeforeEachCallback, AfterEachCallback, ParameterResolver {

  private final TestRouterBuilder builder;
  private TestRouter router;

  RouterExtension(TestRouterBuilder builder) {
    this.builder = builder;
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    router = builder.start();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (router != null) {
      router.close();
      router = null;
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return router != null && router.find(parameter.getParameter().getType()).isPresent();
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return router.find(parameter.getParameter().getType()).orElseThrow();
  }

  /**
   * Returns the router of the running test.
   *
   * @throws IllegalStateException outside of a test
   */
  public TestRouter router() {
    if (router == null) {
      throw new IllegalStateException("the router runs from before each test until after it");
    }
    return router;
  }

  /** The same as {@link TestRouter#script(String)}. */
  public void script(String text) {
    router().script(text);
  }

  /** The same as {@link TestRouter#say(String)}. */
  public List<String> say(String text) {
    return router().say(text);
  }

  /** The same as {@link TestRouter#speaks(String)}. */
  public void speaks(String language) {
    router().speaks(language);
  }
}
