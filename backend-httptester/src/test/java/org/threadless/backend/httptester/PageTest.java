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
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.chrome.ChromeDriver;
import org.threadless.app.echo.EchoPlugin;
import org.threadless.browserrig.InChromium;
import org.threadless.router.backend.SendResult;
import org.threadless.router.message.Connection;
import org.threadless.router.message.OutgoingMessage;

/** A conversation on the page, in a real browser. */
@Tag("long")
@ExtendWith(InChromium.class)
class PageTest {

  private static final String AT_END =
      "(s => s.scrollTop + s.clientHeight >= s.scrollHeight - 1)(document.getElementById('scroll'))";
  private static final String LONG = "0123456789".repeat(160);

  private final ChromeDriver browser;
  private final PhonePage page;
  private Site site;

  PageTest(ChromeDriver browser) {
    this.browser = browser;
    this.page = new PhonePage(browser);
  }

  @BeforeEach
  void start() throws IOException {
    site = Site.start(new EchoPlugin());
  }

  @AfterEach
  void stop() {
    browser.get("about:blank");
    site.close();
    // Those of Chromium itself, of answers that were to be errors, are not meant.
    assertThat(page.errors())
        .filteredOn(message -> !message.contains("Failed to load resource"))
        .isEmpty();
  }

  @Test
  void thePlainUrlLeadsToAPhoneWithARandomNumber() {
    page.open(site.url(""));

    assertThat(browser.getCurrentUrl()).matches(".*/httptester/public/[1-9][0-9]{5}/");
    assertThat(browser.getTitle()).matches("[0-9]{6} on public");
    assertThat(page.bubbles()).isEmpty();
    assertThat(page.text(".nothing")).startsWith("Nothing has been said yet");
  }

  @ParameterizedTest
  @ValueSource(strings = {".", ".."})
  void aNameOfDotsIsAPhoneLikeAnyOther(String dots) throws Exception {
    new Browser(site.root()).say(dots, "echo before");
    page.open(site.url("112/"));

    page.find("#phone-list a").click();
    page.awaitState("live");
    page.say("echo hello");

    page.awaitBubbles("in echo before", "out before", "in echo hello", "out hello");
    assertThat(page.text("h1")).isEqualTo(dots);
    page.open(site.url("?identity=" + dots));
    page.awaitBubbles("in echo before", "out before", "in echo hello", "out hello");
  }

  @Test
  void enterSendsAndTheReplyAppearsBelowWithTimeAndStatus() {
    page.open(site.url("111/"));

    page.say("echo hello");

    page.awaitBubbles("in echo hello", "out hello");
    page.awaitStatuses("received", "sent");
    assertThat(page.find(".nothing").isDisplayed()).isFalse();
    assertThat(page.strings("[...document.querySelectorAll('#messages time')].map(t => t.title)"))
        .hasSize(2)
        .allMatch(title -> title.matches(".*\\d{4}.*\\d\\d:\\d\\d.*"));
    assertThat(page.find("#text").getAttribute("value")).isEmpty();
    assertThat(browser.switchTo().activeElement()).isEqualTo(page.find("#text"));
  }

  @Test
  void anAnswerThatComesLateTakesNoStatusBack() {
    page.open(site.url("113/"));
    // It tells what was so before the page heard that the reply was sent.
    browser.executeScript(
        """
        const real = window.fetch;
        window.fetch = async (...request) => {
          const answer = await real(...request);
          const html = (await answer.text()).replaceAll(">sent<", ">queued<");
          const statuses = () => [...document.querySelectorAll("#messages .status")];
          while (!statuses().some((status) => status.textContent === "sent")) {
            await new Promise((resolve) => setTimeout(resolve, 20));
          }
          setTimeout(() => (document.body.dataset.answered = "yes"), 200);
          return new Response(html);
        };
        """);

    page.say("echo hello");

    page.awaitBubbles("in echo hello", "out hello");
    page.eventually(() -> "yes".equals(page.find("body").getDomAttribute("data-answered")));
    page.awaitStatuses("received", "sent");
  }

  @Test
  void shiftEnterIsANewLine() {
    page.open(site.url("112/"));

    page.type("echo a", Keys.chord(Keys.SHIFT, Keys.ENTER), "b", Keys.ENTER);

    page.awaitBubbles("in echo a\nb", "out a\nb");
    assertThat(page.find(".mine .text").getSize().height)
        .as("two lines are higher than the one of the counter")
        .isGreaterThan(page.find("#count").getSize().height);
  }

  @Test
  void anEmptyMessageIsSentToo() {
    page.open(site.url("113/"));

    page.type(Keys.ENTER);

    page.awaitBubbles("in (empty message)");
    assertThat(site.store().conversation(Connection.of("public", "113"), 5).get(0).text())
        .isEmpty();
  }

  @Test
  void messagesStayInTheOrderTheyWereWrittenInHoweverFast() {
    page.open(site.url("114/"));

    for (int i = 0; i < 10; i++) {
      page.say("m" + i);
    }

    page.eventually(() -> page.bubbles().size() == 10 && page.statuses().size() == 10);
    page.eventually(() -> browser.findElements(By.className("unsent")).isEmpty());
    assertThat(page.bubbles())
        .containsExactly(
            "in m0", "in m1", "in m2", "in m3", "in m4", "in m5", "in m6", "in m7", "in m8",
            "in m9");
  }

  @Test
  void textIsNeverMarkup() {
    page.open(site.url("115/"));
    String script = "<script>document.title='owned'</script><img src=x onerror=alert(1)>";

    page.say("echo " + script);

    page.awaitBubbles("in echo " + script, "out " + script);
    assertThat(browser.getTitle()).isEqualTo("115 on public");
    browser.navigate().refresh();
    page.awaitBubbles("in echo " + script, "out " + script);
    assertThat(browser.getTitle()).isEqualTo("115 on public");
    assertThat(browser.findElements(By.cssSelector("img"))).isEmpty();
    assertThat(page.phones()).containsExactly("115: " + script.substring(0, 60) + "\u2026");
  }

  @Test
  void emojiAndArabicAreShownAsTheyAre() {
    page.open(site.url("116/"));

    page.paste("echo \uD83D\uDE00 \u0645\u0631\u062D\u0628\u0627");
    page.type(Keys.ENTER);

    page.awaitBubbles(
        "in echo \uD83D\uDE00 \u0645\u0631\u062D\u0628\u0627",
        "out \uD83D\uDE00 \u0645\u0631\u062D\u0628\u0627");
    site.messenger().send("\u0645\u0631\u062D\u0628\u0627", Connection.of("public", "116"));
    page.eventually(() -> page.bubbles().size() == 3);
    assertThat(page.find("#messages li:last-child .text").getCssValue("direction"))
        .as("Arabic runs from right to left")
        .isEqualTo("rtl");
  }

  @Test
  void aTextOf1600CharactersIsCountedSentAndShown() {
    page.open(site.url("117/"));

    page.paste("echo " + LONG);
    assertThat(page.text("#count")).startsWith("1605 characters, 11 segments, GSM 03.38, ");
    page.type(Keys.ENTER);

    page.awaitBubbles("in echo " + LONG, "out " + LONG);
    assertThat(page.segments()).containsExactly("11 segments", "11 segments");
    assertThat(page.strings("[String(document.documentElement.scrollWidth <= innerWidth)]"))
        .containsExactly("true");
  }

  @Test
  void charactersAndSegmentsAreCountedWhileTyping() {
    page.open(site.url("118/"));
    assertThat(page.text("#count")).isEqualTo("0 characters, 1 segment, GSM 03.38, 160 left");

    page.type("a{");
    assertThat(page.text("#count")).isEqualTo("2 characters, 1 segment, GSM 03.38, 157 left");
    assertThat(page.find("#forcing").isDisplayed()).isFalse();

    page.type("\u00ea");
    assertThat(page.text("#count")).isEqualTo("3 characters, 1 segment, UCS-2, 67 left");
    assertThat(page.text("#forcing")).isEqualTo("UCS-2 because of \u00ea");
  }

  @Test
  void aFailedMessageShowsItsReason() {
    OutgoingMessage message = site.queue("119", "hello");
    site.record(message, SendResult.refused("no such <number>"));

    page.open(site.url("119/"));

    assertThat(page.statuses()).containsExactly("failed: no such <number>");
  }

  @Test
  void theListShowsOtherPhonesWithTheirLastMessageTheLastFirst() throws Exception {
    Browser curl = new Browser(site.root());
    curl.say("201", "echo one");
    curl.say("a/b <i>", "two");
    page.open(site.url("120/"));
    assertThat(page.phones()).containsExactly("a/b <i>: two", "201: one");

    curl.say("201", "three");
    page.eventually(() -> page.phones().equals(List.of("201: three", "a/b <i>: two")));

    page.find("#phone-list li:last-child a").click();
    page.awaitBubbles("in two");
    assertThat(browser.getCurrentUrl()).endsWith("/httptester/public/a%2Fb%20%3Ci%3E/");
    assertThat(page.text("#phone-list a[aria-current] .who")).isEqualTo("a/b <i>");

    browser.navigate().back();
    page.eventually(() -> page.text("h1").equals("120"));
  }

  @Test
  void aPhoneIsStartedWithANumberOfOnesOwnOrARandomOne() {
    page.open(site.url("121/"));

    page.find("#other").sendKeys("+41 79 100", Keys.ENTER);
    page.eventually(() -> browser.getCurrentUrl().endsWith("/public/%2B41%2079%20100/"));
    page.awaitState("live");
    assertThat(page.text("h1")).isEqualTo("+41 79 100");
    page.say("echo here");
    page.awaitBubbles("in echo here", "out here");

    page.find(".random").click();
    page.eventually(() -> browser.getCurrentUrl().matches(".*/public/[1-9][0-9]{5}/"));
  }

  @Test
  void whatCannotBeSentIsSaidAndGivenBack() {
    page.open(site.url("122/"));
    site.close();

    page.say("are you there?");

    page.eventually(() -> page.text("#problem").equals("Not sent: the router cannot be reached."));
    assertThat(page.find("#text").getAttribute("value")).isEqualTo("are you there?");
    assertThat(page.bubbles()).isEmpty();
  }

  @Test
  void clearingAConversationHidesItOnEveryPageAndKeepsItStored() throws Exception {
    Browser curl = new Browser(site.root());
    curl.say("123", "echo old");
    curl.say("124", "other");
    page.open(site.url("123/"));
    String first = browser.getWindowHandle();
    String second = page.openTab(site.url("123/"));

    page.find("button[value=conversation]").click();
    assertThat(browser.switchTo().alert().getText()).contains("stay stored");
    browser.switchTo().alert().dismiss();
    assertThat(page.bubbles()).containsExactly("in echo old", "out old");
    page.find("button[value=conversation]").click();
    browser.switchTo().alert().accept();
    page.awaitBubbles();
    assertThat(page.phones()).containsExactly("124: other");

    browser.switchTo().window(first);
    page.awaitBubbles();
    browser.navigate().refresh();
    page.awaitBubbles();
    page.say("new");
    page.awaitBubbles("in new");
    assertThat(curl.messages("123").size()).as("stored").isEqualTo(3);

    browser.switchTo().window(second).close();
    browser.switchTo().window(first);
  }

  @Test
  void whatWasClearedIsShownAgainByUndo() throws Exception {
    Browser curl = new Browser(site.root());
    curl.say("129", "echo old");
    page.open(site.url("129/"));
    clear("conversation");
    page.awaitBubbles();
    assertThat(page.text("#cleared p")).isEqualTo("This conversation is hidden.");

    page.find("#cleared button").click();

    page.awaitBubbles("in echo old", "out old");
    page.eventually(() -> page.text("#cleared").equals("It is shown again."));
    clear("all");
    page.awaitBubbles();
    assertThat(page.text("#cleared p")).isEqualTo("All conversations are hidden.");
    page.find("#cleared button").click();
    page.awaitBubbles("in echo old", "out old");
  }

  @Test
  void undoShowsNothingThatWasHiddenBefore() throws Exception {
    page.open(site.url("130/"));
    page.say("echo old");
    page.awaitBubbles("in echo old", "out old");
    clear("conversation");
    page.awaitBubbles();
    page.say("echo new");
    page.awaitBubbles("in echo new", "out new");
    clear("conversation");
    page.awaitBubbles();

    page.find("#cleared button").click();

    page.awaitBubbles("in echo new", "out new");
  }

  @Test
  void whatSomebodyClearedAgainSinceStaysHidden() throws Exception {
    page.open(site.url("131/"));
    page.say("echo old");
    page.awaitBubbles("in echo old", "out old");
    clear("conversation");
    page.awaitBubbles();
    Browser curl = new Browser(site.root());
    curl.say("131", "other");
    curl.post("public/131/clear", "what=conversation");
    page.awaitBubbles();

    page.find("#cleared button").click();

    page.eventually(
        () -> page.text("#cleared").equals("It was cleared again since, and stays hidden."));
    assertThat(page.bubbles()).isEmpty();
  }

  private void clear(String what) {
    page.eventually(() -> page.find("button[value=" + what + "]").isEnabled());
    page.find("button[value=" + what + "]").click();
    browser.switchTo().alert().accept();
    page.eventually(() -> page.find("#cleared button").isDisplayed());
  }

  @Test
  void whySaysWhichAppAnswersAndByWhichPhases() {
    page.open(site.url("132/"));
    page.say("echo <b>hello</b>");
    page.awaitBubbles("in echo <b>hello</b>", "out <b>hello</b>");

    page.click("#messages .mine .why");

    page.eventually(() -> page.text("#way .verdict").equals("echo handles it."));
    assertThat(page.text("#way .asked")).isEqualTo("echo <b>hello</b>");
    assertThat(page.text("#way .steps .good"))
        .contains("echo", "handle", "true: handled it", "says: <b>hello</b>");
    assertThat(page.text("#way .outgoing")).isEqualTo("<b>hello</b>");
    page.find("#why .close").click();
    assertThat(page.find("#why").isDisplayed()).isFalse();
    assertThat(page.bubbles()).as("nothing was sent").hasSize(2);
    assertThat(browser.findElements(By.cssSelector(".theirs .why"))).isEmpty();
  }

  @Test
  void whyOfAMessageThatNobodyAnswersSaysSo() {
    page.open(site.url("133/"));
    page.say("mumble");
    page.awaitBubbles("in mumble");

    page.eventually(() -> browser.findElements(By.className("unsent")).isEmpty());
    page.click("#messages .mine .why");

    page.eventually(() -> page.text("#way .verdict").equals("No app answers it."));
  }

  @Test
  void whatComesWhileOneReadsBackIsOneClickAway() throws Exception {
    Browser curl = new Browser(site.root());
    for (int i = 0; i < 30; i++) {
      site.queue("134", "m" + i);
    }
    page.open(site.url("134/"));
    assertThat(page.find("#new").isDisplayed()).isFalse();
    browser.executeScript("document.getElementById('scroll').scrollTop = 0");

    curl.say("134", "echo news");

    page.eventually(() -> page.text("#new").equals("2 new messages"));
    assertThat(browser.executeScript("return document.getElementById('scroll').scrollTop"))
        .as("where one reads")
        .isEqualTo(0L);
    page.find("#new").click();
    assertThat(page.find("#new").isDisplayed()).isFalse();
    assertThat(page.strings("[String(atEnd())]".replace("atEnd()", AT_END)))
        .containsExactly("true");
  }

  @Test
  void theButtonForWhatIsNewGoesWhenOneGoesThereOneself() throws Exception {
    for (int i = 0; i < 30; i++) {
      site.queue("135", "m" + i);
    }
    page.open(site.url("135/"));
    browser.executeScript("document.getElementById('scroll').scrollTop = 0");
    new Browser(site.root()).say("135", "news");
    page.eventually(() -> page.text("#new").equals("1 new message"));

    browser.executeScript(
        "const s = document.getElementById('scroll'); s.scrollTop = s.scrollHeight");

    page.eventually(() -> !page.find("#new").isDisplayed());
  }

  @Test
  void clearingAllHidesEveryConversationOfThisBackendAndNoOther() throws Exception {
    Browser curl = new Browser(site.root());
    curl.say("125", "one");
    curl.say("126", "two");
    curl.post("private/", "identity=125&text=kept");
    page.open(site.url("125/"));

    page.find("button[value=all]").click();
    browser.switchTo().alert().accept();

    page.awaitBubbles();
    assertThat(page.phones()).isEmpty();
    assertThat(curl.messages("126").size()).isEqualTo(1);
    page.open(site.root() + "httptester/private/125/");
    assertThat(page.bubbles()).containsExactly("in kept");
  }

  @Test
  void earlierMessagesOfALongConversationAreOneClickAway() {
    for (int i = 0; i < 201; i++) {
      site.queue("127", "m" + i);
    }
    page.open(site.url("127/"));
    assertThat(page.bubbles()).hasSize(200).startsWith("out m1").endsWith("out m200");

    page.find(".earlier a").click();

    page.eventually(() -> page.bubbles().size() == 201);
  }

  @Test
  void nothingIsAskedOfAnotherHost() {
    page.open(site.url("128/"));
    page.say("echo x");
    page.awaitBubbles("in echo x", "out x");

    assertThat(page.strings("performance.getEntriesByType('resource').map(e => e.name)"))
        .hasSizeGreaterThan(8)
        .allMatch(url -> url.startsWith(site.root().toString()));
  }
}
