package org.threadless.console.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;
import org.threadless.app.echo.EchoPlugin;
import org.threadless.app.guard.GuardPlugin;
import org.threadless.console.ConsoleRouter;
import org.threadless.console.FaultyPlugin;
import org.threadless.console.LookTest;
import org.threadless.console.Strangers;
import org.threadless.router.backend.SendResult;
import org.threadless.router.message.Connection;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.testing.RecordingBackend;
import org.threadless.testing.TestRouter;

/** Messages, one of them, and a conversation in a real browser. */
class MessagePagesLookTest extends LookTest {

  private static final Connection AMINA = Connection.of("test", "+254700111222");
  private static final Connection JUMA = Connection.of("other", "+254733000111");
  private static final String TALK = "/conversations/test/%2B254700111222";

  private ConsoleRouter console;
  private UUID faulty;

  MessagePagesLookTest(ChromeDriver browser) {
    super(browser);
  }

  @BeforeAll
  void start() {
    FaultyPlugin.mend(false);
    console =
        ConsoleRouter.start(
            TestRouter.builder()
                .app(new GuardPlugin(), ConsoleRouter.defaults(new GuardPlugin()))
                .app(new FaultyPlugin())
                .app(new EchoPlugin())
                .backend(
                    "other",
                    RecordingBackend.failingFor(
                        SendResult.refused("no such number: " + "x".repeat(60)),
                        JUMA.identity().value())));
    console.router().contacts().make(c -> c.withName("Amina Wanjiku"), AMINA, JUMA);
    say(JUMA, "echo habari ya asubuhi");
    say(AMINA, "echo " + "0123456789".repeat(12));
    Strangers.texts().forEach(text -> say(AMINA, text));
    faulty = say(AMINA, "stock");
    say(AMINA, "echo Your results are in. Please come to the clinic on Monday.");
    console.signIn(browser);
  }

  private UUID say(Connection from, String text) {
    return console.router().incoming(ReceivedMessage.of(from, text)).id();
  }

  @AfterAll
  void stop() {
    console.close();
  }

  private String pageOf(String name) {
    return switch (name) {
      case "message" -> "/messages/" + faulty;
      case "explained" -> "/messages/" + faulty + "/explain";
      default -> name;
    };
  }

  static Stream<Arguments> pagesAndLooks() {
    return inAllLooks(
        "/messages",
        "/messages?status=failed&when=today&text=nothing",
        "/messages/resend",
        "message",
        "explained",
        TALK,
        TALK + "?of=person",
        TALK + "/erase");
  }

  @ParameterizedTest
  @MethodSource("pagesAndLooks")
  void eachPageFitsTheScreenAndKeepsNobodyOut(String page, int width, String scheme) {
    look(width, scheme);

    browser.get(console.page(pageOf(page)).toString());

    check(page, width, scheme);
    assertThat(browser.getTitle()).doesNotContain("owned");
  }

  @Test
  void timesAndTheZoneAreThoseOfWhoeverReads() {
    browser.executeCdpCommand(
        "Emulation.setTimezoneOverride", Map.of("timezoneId", "Africa/Nairobi"));
    try {
      browser.get(console.page("/messages").toString());

      assertThat(tab.find("input[name=zone]").getDomProperty("value")).isEqualTo("Africa/Nairobi");
      assertThat(tab.strings("[...document.querySelectorAll('a[data-zoned]')].map(a => a.href)"))
          .first()
          .asString()
          .contains("when=yesterday", "zone=Africa%2FNairobi");
      assertThat(tab.text("tbody time")).doesNotContain("UTC");
      assertThat(tab.find("tbody time").getDomAttribute("title")).contains("GMT+3");
    } finally {
      browser.executeCdpCommand("Emulation.setTimezoneOverride", Map.of("timezoneId", ""));
    }
  }

  @Test
  void aConversationBeginsAtItsEndAndGoesOnByItself() {
    browser.get(console.page(TALK).toString());
    int before = browser.findElements(By.cssSelector(".talk > li")).size();
    assertThat(tab.strings("[String(Math.abs(document.querySelector('.window').scrollTop) < 2)]"))
        .containsExactly("true");

    say(AMINA, "echo just now");

    tab.eventually(() -> browser.findElements(By.cssSelector(".talk > li")).size() == before + 2);
    assertThat(tab.text(".talk > li:last-child .said")).isEqualTo("just now");
  }

  @Test
  void whatATextCostsIsCountedWhileItIsWritten() {
    browser.get(console.page(TALK).toString());
    assertThat(tab.text("#count")).isEqualTo("0 characters, 1 segment, GSM 03.38, 160 left");

    tab.find("#text").sendKeys("We open at 9 \u00ea");

    assertThat(tab.text("#count"))
        .isEqualTo("14 characters, 1 segment, UCS-2 because of \u00ea, 56 left");
  }

  @Test
  void whatIsWrittenIsSentAndSeen() {
    browser.get(console.page(TALK).toString());

    tab.find("#text").sendKeys("We open at 9");
    tab.find(".compose button").click();

    tab.eventually(() -> tab.text(".notice.good").equals("The message is on its way."));
    assertThat(tab.text(".talk > li:last-child .said")).isEqualTo("We open at 9");
  }
}
