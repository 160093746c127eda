package org.threadless.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.chrome.ChromeDriver;
import org.threadless.browserrig.BrowserTab;
import org.threadless.browserrig.InChromium;
import org.threadless.http.response.SecurityHeadersHandler;
import org.threadless.web.asset.AssetHandler;
import org.threadless.web.asset.Assets;
import org.threadless.web.page.Shell.Link;
import org.threadless.web.page.Shell.SignedIn;
import org.threadless.web.sample.SampleOwner;

/** A page that has all that {@code web.css} offers, in a real browser. */
@Tag("long")
@TestInstance(Lifecycle.PER_CLASS)
@ExtendWith(InChromium.class)
class ShellLookTest {

  private final Assets assets = new Assets(SampleOwner.class);
  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);
  private final ChromeDriver browser;
  private final BrowserTab tab;

  ShellLookTest(ChromeDriver browser) {
    this.browser = browser;
    this.tab = new BrowserTab(browser);
  }

  @BeforeAll
  void start() throws Exception {
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(
        new SecurityHeadersHandler(
            new Handler.Sequence(new AssetHandler(assets), new PageOfEverything(assets))));
    server.start();
  }

  @AfterAll
  void stop() throws Exception {
    server.stop();
  }

  @AfterEach
  void leave() {
    tab.leave();
    assertThat(tab.errors()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "1600, light, all",
    "1600, dark, all",
    "360, light, all",
    "360, dark, all",
    "360, dark, all#pages",
    "360, light, single",
    "900, dark, all"
  })
  void axeFindsNothingToComplainAbout(int width, String scheme, String page) {
    tab.resize(width, 900);
    tab.prefer(scheme);

    open(page);

    assertThat(tab.violations()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {360, 500, 768, 1024, 1600})
  void nothingIsWiderThanTheScreen(int width) {
    tab.resize(width, 800);

    open("all");

    assertThat(tab.width()).isEqualTo(width);
  }

  @Test
  void thePagesAreADrawerOnASmallScreenAndAColumnOnALargeOne() {
    tab.resize(360, 800);
    open("all");
    assertThat(tab.find("#pages").isDisplayed()).isFalse();

    tab.find(".menu").click();
    assertThat(tab.find("#pages").getSize().width).isEqualTo(360);
    tab.find("#pages .close").click();
    assertThat(tab.find("#pages").isDisplayed()).isFalse();

    tab.resize(1600, 800);
    assertThat(tab.find("#pages").isDisplayed()).isTrue();
    assertThat(tab.find(".menu").isDisplayed()).isFalse();
  }

  @Test
  void aRowOfATableIsACardOnASmallScreen() {
    tab.resize(1600, 800);
    open("all");
    assertThat(tab.find("table.cards td").getCssValue("display")).isEqualTo("table-cell");

    tab.resize(360, 800);
    assertThat(tab.find("table.cards td").getCssValue("display")).isEqualTo("flex");
  }

  private void open(String page) {
    browser.get("http://127.0.0.1:" + connector.getLocalPort() + "/" + page);
  }

  /** Answers with the page of everything. */
  private static final class PageOfEverything extends Handler.Abstract.NonBlocking {

    private final Assets assets;

    PageOfEverything(Assets assets) {
      this.assets = assets;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback)
        throws IOException {
      String path = Request.getPathInContext(request);
      String html = everything();
      Content body = output -> output.writeContent(html);
      Shell shell = Shell.of("Today", assets.folder(), body);
      Html.send(response, callback, 200, (path.equals("/single") ? shell : full(shell)).html());
      return true;
    }

    private static Shell full(Shell shell) {
      return shell
          .leadingTo(
              List.of(
                  new Link("Console", "/all", true),
                  new Link("Tester", "/single", false),
                  new Link("API", "/single", false)),
              List.of(
                  new Link("Today", "/all", true),
                  new Link("Messages", "/single", false),
                  new Link("People", "/single", false)))
          .forVisitor(
              new SignedIn(
                  "anna.with.a.long.name@clinic.example", "operator", "/password", "/out"));
    }

    private static String everything() throws IOException {
      try (InputStream body = SampleOwner.class.getResourceAsStream("everything.html")) {
        return new String(body.readAllBytes(), StandardCharsets.UTF_8);
      }
    }
  }
}
