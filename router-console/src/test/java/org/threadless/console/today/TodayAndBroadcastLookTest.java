package org.threadless.console.today;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.chrome.ChromeDriver;
import org.threadless.app.echo.EchoPlugin;
import org.threadless.console.ConsoleRouter;
import org.threadless.console.LookTest;
import org.threadless.router.backend.SendResult;
import org.threadless.router.engine.routing.TransactionalMessenger;
import org.threadless.router.message.Connection;
import org.threadless.testing.TestRouter;

/** The first page, and those of broadcasts, in a real browser. */
class TodayAndBroadcastLookTest extends LookTest {

  private static final String LONG = "0123456789".repeat(9);

  private final ConsoleRouter console =
      ConsoleRouter.start(
          TestRouter.builder()
              .app(new EchoPlugin())
              .route("+254", "test")
              .backend("refuses", message -> SendResult.refused("no such number " + LONG))
              .backend("away", message -> SendResult.retry("connection refused")));
  private final ConsoleRouter fresh = ConsoleRouter.start();
  private String broadcast;

  TodayAndBroadcastLookTest(ChromeDriver browser) {
    super(browser);
  }

  @BeforeAll
  void say() {
    for (int i = 0; i < 8; i++) {
      console.router().say("echo hello");
    }
    for (int i = 0; i < 5; i++) {
      send("away", "1" + i);
    }
    send("refuses", "1");
    console
        .router()
        .groups()
        .join(
            console.router().groups().of("nurses"),
            console.router().contacts().of(Connection.of("test", "+254700")));
    broadcast =
        sent(
            "title",
            LONG,
            "text",
            "\u0645\u0631\u062D\u0628\u0627 " + LONG,
            "backend",
            "refuses",
            "numbers",
            "1\n2",
            "group",
            "nurses");
    String unused =
        sent(
            "text",
            "hello",
            "numbers",
            "+254700\n+254701",
            "at",
            "2090-01-01T08:00",
            "zone",
            "UTC");
    console.router().clock().advance(Duration.ofSeconds(1));
    console.signIn(browser);
  }

  @AfterAll
  void stop() {
    console.close();
    fresh.close();
  }

  @ParameterizedTest
  @MethodSource("looks")
  void axeFindsNothingToComplainAboutAndNothingIsWiderThanTheScreen(int width, String scheme) {
    look(width, scheme);
    for (String path :
        List.of(
            "/",
            "/broadcasts",
            "/broadcasts/new",
            "/broadcasts/" + broadcast,
            "/broadcasts/" + broadcast + "/stop")) {
      browser.get(console.page(path).toString());
      check(path, width, scheme);
    }
    browser.get(fresh.page("/").toString());
    check("/fresh", width, scheme);
    browser.get(fresh.page("/broadcasts").toString());
    check("/broadcasts-none", width, scheme);
    write("hello " + LONG);
    check("/preview", width, scheme);
    tab.find("button.outline:not(.small)").click();
    check("/change", width, scheme);
  }

  @Test
  void aBroadcastIsWrittenLookedAtAndSent() {
    write("hello {{all}");
    tab.eventually(() -> tab.text("blockquote").equals("hello {all}"));

    tab.find("form[action='/console/broadcasts'] button").click();

    tab.eventually(() -> tab.text(".notice").equals("It is on its way."));
    assertThat(tab.text("h1")).isEqualTo("hello {{all}");
  }

  @Test
  void aBroadcastIsFollowedWhileItIsLookedAt() {
    String id = sent("text", "followed", "numbers", "+254711");
    browser.get(console.page("/broadcasts/" + id).toString());

    console.router().clock().advance(Duration.ofSeconds(1));

    tab.eventually(() -> tab.text(".stacked .sent dd").equals("1"));
  }

  @Test
  void aTableThatWasOpenedStaysOpenWhenThePictureIsDrawnAnew() {
    browser.get(console.page("/").toString());
    tab.find("#hours summary").click();

    browser.executeScript(
        "document.querySelector('#counts').dataset.old = 'yes';"
            + "htmx.ajax('GET', '/console/today/counts', {target: '#counts', swap: 'outerHTML'})");

    tab.eventually(() -> tab.find("#counts").getDomAttribute("data-old") == null);
    assertThat(tab.find("#hours .scrolls").isDisplayed()).isTrue();
  }

  private void write(String text) {
    browser.get(console.page("/broadcasts/new").toString());
    tab.find("textarea[name=text]").sendKeys(text);
    tab.find("textarea[name=numbers]").sendKeys("+254700\n+254701\n+1555");
    tab.find(".compose button").click();
  }

  private void send(String backend, String number) {
    console
        .router()
        .injected(TransactionalMessenger.class)
        .send("hello", Connection.of(backend, number));
  }

  private String sent(String... fields) {
    String[] form = new String[fields.length + 2];
    System.arraycopy(fields, 0, form, 2, fields.length);
    form[0] = "key";
    form[1] = UUID.randomUUID().toString();
    String location =
        console.post("/broadcasts", form).headers().firstValue("Location").orElseThrow();
    return location.substring("/console/broadcasts/".length(), location.indexOf('?'));
  }
}
