package org.threadless.backend.httptester;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.chrome.ChromeDriver;
import org.threadless.app.echo.EchoPlugin;
import org.threadless.browserrig.InChromium;
import org.threadless.router.backend.SendResult;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.testrig.Ports;

/** What appears on an open page that it has not caused itself. */
@Tag("long")
@ExtendWith(InChromium.class)
class LiveTest {

  @TempDir private Path folder;

  private final ChromeDriver browser;
  private final PhonePage page;
  private Site site;

  LiveTest(ChromeDriver browser) {
    this.browser = browser;
    this.page = new PhonePage(browser);
  }

  @BeforeEach
  void start() throws IOException {
    site = Site.start(folder, Ports.free(), new EchoPlugin());
  }

  @AfterEach
  void stop() {
    browser.get("about:blank");
    site.close();
  }

  @Test
  void aMessageThatCurlSendsAppearsWithItsReply() throws Exception {
    page.open(site.url("301/"));

    new Browser(site.root()).say("301", "echo from curl");

    page.awaitBubbles("in echo from curl", "out from curl");
  }

  @Test
  void twoTabsShowTheSameConversation() {
    page.open(site.url("302/"));
    String first = browser.getWindowHandle();
    String second = page.openTab(site.url("302/"));

    page.say("echo to both");
    page.awaitBubbles("in echo to both", "out to both");
    browser.switchTo().window(first);
    page.awaitBubbles("in echo to both", "out to both");
    page.say("from the first");
    browser.switchTo().window(second);
    page.awaitBubbles("in echo to both", "out to both", "in from the first");

    browser.close();
    browser.switchTo().window(first);
  }

  @Test
  void aStatusThatChangesLaterChangesOnThePage() {
    OutgoingMessage first = site.queue("303", "first");
    page.open(site.url("303/"));
    OutgoingMessage second = site.queue("303", "second");
    page.awaitStatuses("queued", "queued");

    site.postpone(first, "the gateway is down");
    page.awaitStatuses("queued: the gateway is down", "queued");
    site.record(first, SendResult.accepted());
    site.record(second, SendResult.refused("no credit"));

    page.awaitStatuses("sent", "failed: no credit");
    assertThat(page.bubbles()).containsExactly("out first", "out second");
  }

  @Test
  void aServerThatRestartsCostsNoMessageAndRepeatsNone() throws Exception {
    page.open(site.url("304/"));
    page.say("echo before");
    page.awaitBubbles("in echo before", "out before");
    OutgoingMessage waiting = site.queue("304", "waiting");
    page.awaitBubbles("in echo before", "out before", "out waiting");

    int port = site.port();
    site.close();
    page.awaitState("lost");
    assertThat(page.text("#connection")).isEqualTo("Connection lost. Trying again\u2026");
    site = Site.start(folder, port, new EchoPlugin());
    site.record(waiting, SendResult.refused("too late"));
    new Browser(site.root()).say("304", "echo while you were away");

    page.awaitState("live");
    page.awaitBubbles(
        "in echo before",
        "out before",
        "out waiting",
        "in echo while you were away",
        "out while you were away");
    page.awaitStatuses("received", "sent", "failed: too late", "received", "sent");
  }

  @Test
  void aMessageWhoseReplyTakesLongIsShownOnceMeanwhile() throws Exception {
    site.close();
    SlowPlugin slow = new SlowPlugin();
    site = Site.start(folder, 0, slow);
    page.open(site.url("307/"));

    page.say("patience");
    page.awaitBubbles("in patience");
    assertThat(page.statuses()).containsExactly("sending");
    slow.goOn();

    page.awaitBubbles("in patience", "out at last");
    page.awaitStatuses("received", "sent");
  }

  @Test
  void aPageThatWasHiddenCatchesUp() throws Exception {
    page.open(site.url("305/"));
    browser.executeScript(
        "Object.defineProperty(document, 'hidden', {value: true, configurable: true});"
            + "document.dispatchEvent(new Event('visibilitychange'));");
    new Browser(site.root()).say("305", "unseen");

    browser.executeScript(
        "Object.defineProperty(document, 'hidden', {value: false, configurable: true});"
            + "document.dispatchEvent(new Event('visibilitychange'));");

    page.awaitBubbles("in unseen");
  }

  @Test
  void whatIsBeingWrittenSurvivesWhatHappensMeanwhile() throws Exception {
    page.open(site.url("306/"));
    page.type("half a mess");

    new Browser(site.root()).say("306", "ping");
    page.awaitBubbles("in ping");

    assertThat(page.find("#text").getAttribute("value")).isEqualTo("half a mess");
    assertThat(page.phones()).isEqualTo(List.of("306: ping"));
  }
}
