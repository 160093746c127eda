package org.threadless.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.chrome.ChromeDriver;
import org.threadless.app.echo.EchoPlugin;
import org.threadless.app.guard.GuardPlugin;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Contact;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.testing.TestRouter;

/** People, groups, backends, apps, users and tokens in a real browser. */
class OtherPagesLookTest extends LookTest {

  private ConsoleRouter console;
  private Contact somebody;

  OtherPagesLookTest(ChromeDriver browser) {
    super(browser);
  }

  @BeforeAll
  void start() {
    console =
        ConsoleRouter.start(
            TestRouter.builder()
                .app(new GuardPlugin(), ConsoleRouter.defaults(new GuardPlugin()))
                .app(new EchoPlugin()));
    somebody =
        console
            .router()
            .contacts()
            .make(
                c -> c.withName("x".repeat(100)).withNote("village", "y".repeat(100)),
                Connection.of("test", "+254700111222"));
    console.router().groups().join(console.router().groups().of("z".repeat(60)), somebody);
    Contact unused = console.router().contacts().make(c -> c.withName("Juma"));
    console.router().incoming(ReceivedMessage.of(Connection.of("test", "+254700111222"), "stop"));
    console.post("/access/users", "name", "ben", "role", "operator");
    console.post("/access/tokens", "name", "crm", "right", "send");
    console.post("/backends/test/pause");
    console.post("/people/import/store", "table", "name,shoe\n" + "x".repeat(100) + ",42");
    console.signIn(browser);
  }

  @AfterAll
  void stop() {
    console.close();
  }

  static Stream<Arguments> pagesAndLooks() {
    return inAllLooks(
        "/people",
        "person",
        "/people/import",
        "/people/import/running",
        "/people/unreached/stopped",
        "/people/unreached/numberless",
        "/sign-in",
        "/password",
        "/groups",
        "/groups/" + "z".repeat(60),
        "/backends",
        "/backends/test",
        "/apps",
        "/apps?text=echo+hello&number=1&backend=test",
        "/access",
        "/audit");
  }

  @ParameterizedTest
  @MethodSource("pagesAndLooks")
  void eachPageFitsTheScreenAndKeepsNobodyOut(String page, int width, String scheme) {
    look(width, scheme);

    browser.get(console.page(page.equals("person") ? "/people/" + somebody.id() : page).toString());

    check(page, width, scheme);
  }

  @Test
  void aDownloadSaysHowMuchHasComeAndIsStoppedByASecondClick() {
    browser.get(console.page("/people").toString());
    // One that goes on for as long as nobody stops it.
    browser.executeScript(
        """
        window.fetch = async (address, options) =>
          new Response(
            new ReadableStream({
              start(out) {
                out.enqueue(new Uint8Array(1024 * 1024));
                options.signal.addEventListener("abort", () => out.error(new Error("stopped")));
              },
            }));
        """);

    tab.click("a[download]");
    tab.eventually(() -> tab.text("a[download]").startsWith("Downloading, "));
    assertThat(tab.text("a[download]")).endsWith(" MiB so far. Stop");
    tab.click("a[download]");

    tab.eventually(() -> tab.text("a[download]").equals("Download CSV"));
    assertThat(tab.strings("[...document.querySelectorAll('#download-problem')].map(p => p.id)"))
        .isEmpty();
  }

  @Test
  void aDownloadThatIsRefusedSaysWhyOnThePage() {
    browser.get(console.page("/people").toString());
    browser.executeScript(
        "window.fetch = async () => new Response('Try it again in a minute.', {status: 503})");

    tab.click("a[download]");

    tab.eventually(() -> tab.text("#download-problem").equals("Try it again in a minute."));
    assertThat(tab.text("a[download]")).isEqualTo("Download CSV");
  }
}
