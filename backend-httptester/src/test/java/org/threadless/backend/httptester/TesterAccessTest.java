package org.threadless.backend.httptester;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.threadless.app.echo.EchoPlugin;
import org.threadless.browserrig.Chromium;
import org.threadless.browserrig.InChromium;
import org.threadless.router.backend.SendResult;

/** The page for everybody: by keyboard, by screen reader, on small screens and large ones. */
@Tag("long")
@ExtendWith(InChromium.class)
class TesterAccessTest {

  private final ChromeDriver browser;
  private final PhonePage page;
  private Site site;

  TesterAccessTest(ChromeDriver browser) {
    this.browser = browser;
    this.page = new PhonePage(browser);
  }

  @BeforeEach
  void start() throws IOException {
    site = Site.start(new EchoPlugin());
  }

  @AfterEach
  void stop() {
    page.restoreSize();
    page.prefer("light");
    browser.get("about:blank");
    site.close();
  }

  @ParameterizedTest
  @CsvSource({
    "1600, light, ''",
    "1600, dark, ''",
    "360, light, ''",
    "360, dark, ''",
    "360, light, #phones",
    "360, dark, #tools",
    "900, light, #tools"
  })
  void axeFindsNothingToComplainAbout(int width, String scheme, String drawer) throws Exception {
    conversation();
    page.resize(width, 900);
    page.prefer(scheme);
    page.open(site.url("501/" + drawer));
    page.paste("\u00ea and \uD83D\uDE00");
    if (width == 1600) {
      page.find("#script").sendKeys("501 > echo x\n501 < y\n501 > not reached");
      page.find("#run").click();
      page.eventually(() -> page.text(".verdict").equals("Line 2 is different."));
    }

    assertThat(page.violations()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {360, 1600})
  void nothingIsWiderThanTheScreenAndEverythingCanBeReached(int width) throws Exception {
    conversation();
    page.resize(width, 800);
    page.open(site.url("501/"));

    assertThat(page.width()).isEqualTo(width);
    assertThat(page.find("#text").isDisplayed()).isTrue();
    for (String drawer : List.of("#phones", "#tools")) {
      if (width == 360) {
        assertThat(page.find(drawer).isDisplayed()).isFalse();
        page.find(".menu[href='" + drawer + "']").click();
      }
      assertThat(page.find(drawer).isDisplayed()).as(drawer).isTrue();
      if (width == 360) {
        assertThat(page.find(drawer).getSize().width).isEqualTo(360);
        page.find(drawer + " .close").click();
        assertThat(page.find(drawer).isDisplayed()).isFalse();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {360, 900, 1600})
  void aLongWordThatIsBeingWrittenStaysOnTheScreen(int width) {
    page.resize(width, 800);
    page.open(site.url("501/"));

    page.type("w".repeat(200));

    assertThat(page.width()).isEqualTo(width);
    WebElement send = page.find("#composer .row button");
    assertThat(send.getLocation().x + send.getSize().width).isLessThanOrEqualTo(width);
    assertThat(page.find("#text").getSize().height).as("several lines").isGreaterThan(60);
  }

  @ParameterizedTest
  @CsvSource({"1600, light", "1600, dark", "360, light", "360, dark"})
  void whyAMessageIsAnsweredIsForEverybodyToo(int width, String scheme) throws Exception {
    conversation();
    page.resize(width, 900);
    page.prefer(scheme);
    page.open(site.url("501/"));

    page.find(".mine .why").click();
    page.eventually(() -> page.find("#way .verdict").isDisplayed());

    assertThat(page.violations()).isEmpty();
    assertThat(page.width()).isEqualTo(width);
  }

  @ParameterizedTest
  @CsvSource({"1600, light", "1600, dark", "360, light", "360, dark"})
  void theRootLeadsEverybodyToWhatThereIs(int width, String scheme) {
    page.resize(width, 900);
    page.prefer(scheme);
    browser.get(site.root().toString());

    assertThat(page.violations()).isEmpty();
    assertThat(page.width()).isEqualTo(width);
    page.find("a[href='/httptester/public/']").click();
    page.awaitState("live");
  }

  @Test
  void withoutScriptsWhatWasClearedIsShownAgainAndWhyIsAPage() throws Exception {
    conversation();
    ChromeDriver plain = Chromium.start(false);
    try {
      PhonePage plainPage = new PhonePage(plain);
      plain.get(site.url("501/"));
      plainPage.find(".mine .why").click();
      plainPage.eventually(() -> plainPage.text(".verdict").equals("echo handles it."));
      plainPage.find("main a").click();

      plainPage.eventually(() -> plainPage.text("#messages").contains("hello"));
      plainPage.find("button[value=conversation]").click();
      plainPage.eventually(() -> plainPage.find("#cleared button").isDisplayed());
      assertThat(plainPage.text("#messages")).isEmpty();
      plainPage.find("#cleared button").click();
      plainPage.eventually(() -> plainPage.text("#messages").contains("hello"));
      assertThat(plain.getCurrentUrl()).isEqualTo(site.url("501/"));
    } finally {
      plain.quit();
    }
  }

  @Test
  void theKeyboardAloneIsEnough() throws Exception {
    conversation();
    page.open(site.url("501/"));
    assertThat(active().getAttribute("id")).as("one can write at once").isEqualTo("text");
    active().sendKeys("echo by keyboard", Keys.ENTER);
    page.eventually(() -> page.bubbles().contains("out by keyboard"));

    tabTo("#run");
    tabTo("#script", true);
    active().sendKeys("501 > echo x\n501 < x");
    tabTo("#run");
    active().sendKeys(Keys.ENTER);
    page.eventually(() -> page.text(".verdict").equals("All 2 lines are as expected."));

    tabTo("#phone-list a[data-identity='502']", true);
    active().sendKeys(Keys.ENTER);
    page.eventually(() -> page.text("h1").equals("502"));
  }

  @Test
  void newMessagesAreReadOutAndFieldsHaveNames() throws Exception {
    conversation();
    page.open(site.url("501/"));

    WebElement log = page.find("#scroll");
    assertThat(log.getAriaRole()).isEqualTo("log");
    assertThat(log.getAttribute("aria-live")).isEqualTo("polite");
    assertThat(page.find("#text").getAccessibleName()).isEqualTo("Message");
    assertThat(page.find("#composer .row button").getAccessibleName()).isEqualTo("Send");
    assertThat(page.find("#phones").getAriaRole()).isEqualTo("navigation");
    assertThat(page.find("#tools").getAriaRole()).isEqualTo("complementary");
    assertThat(page.find("#connection").getAriaRole()).isEqualTo("status");
    assertThat(page.find("#problem").getAttribute("role")).isEqualTo("alert");
  }

  @Test
  void withoutScriptsTheConversationIsReadAndMessagesAreSent() throws Exception {
    conversation();
    ChromeDriver plain = Chromium.start(false);
    try {
      PhonePage plainPage = new PhonePage(plain);
      plain.get(site.url("501/"));
      assertThat(plainPage.text("#connection")).isEqualTo("Reload to see what is new");
      assertThat(plainPage.find("#bulk").isDisplayed()).isFalse();
      assertThat(plainPage.text("#messages")).contains("hello").contains("failed: no credit");

      plainPage.find("#text").sendKeys("echo without");
      plainPage.find("#composer .row button").click();

      plainPage.eventually(
          () -> plainPage.text("#messages .bubble:last-child .text").equals("without"));
      assertThat(plain.getCurrentUrl()).endsWith("/httptester/public/501/");
      plainPage.find("button[value=conversation]").click();
      plainPage.eventually(() -> plainPage.text("#messages").isEmpty());
    } finally {
      plain.quit();
    }
  }

  private void conversation() throws Exception {
    Browser curl = new Browser(site.root());
    curl.say("502", "another");
    curl.say("501", "echo hello");
    curl.say("501", "");
    site.record(site.queue("501", "for a fee"), SendResult.refused("no credit"));
    site.queue("501", "still waiting");
  }

  private WebElement active() {
    return browser.switchTo().activeElement();
  }

  private void tabTo(String css) {
    tabTo(css, false);
  }

  private void tabTo(String css, boolean backwards) {
    for (int i = 0; i < 60 && !active().equals(page.find(css)); i++) {
      Actions tab = new Actions(browser);
      (backwards
              ? tab.keyDown(Keys.SHIFT).sendKeys(Keys.TAB).keyUp(Keys.SHIFT)
              : tab.sendKeys(Keys.TAB))
          .perform();
    }
    assertThat(active()).isEqualTo(page.find(css));
  }
}
