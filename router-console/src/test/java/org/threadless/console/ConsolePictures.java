package org.threadless.console;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.chrome.ChromeDriver;
import org.threadless.app.echo.EchoPlugin;
import org.threadless.app.echo.PingPlugin;
import org.threadless.browserrig.BrowserTab;
import org.threadless.browserrig.InChromium;
import org.threadless.router.backend.SendResult;
import org.threadless.router.message.Connection;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.testing.RecordingBackend;
import org.threadless.testing.TestRouter;

/**
 * Takes the pictures of the documentation; run by {@code docs/screenshots}, and by nothing else.
 */
@Tag("long")
@ExtendWith(InChromium.class)
class ConsolePictures {

  private static final Duration DAYS = Duration.ofDays(29);
  private static final Connection AMINA = Connection.of("kannel", "+254700111222");
  private static final Connection JUMA = Connection.of("kannel", "+254733000111");

  private final ChromeDriver browser;
  private final BrowserTab tab;

  ConsolePictures(ChromeDriver browser) {
    this.browser = browser;
    this.tab = new BrowserTab(browser);
  }

  @Test
  void takePictures() throws Exception {
    Path folder = Files.createDirectories(Path.of(System.getProperty("screenshots")));
    try (ConsoleRouter console =
        ConsoleRouter.start(
            TestRouter.builder()
                .time(Instant.now().minus(DAYS))
                .app(new EchoPlugin())
                .app(new PingPlugin())
                .backend(
                    "kannel",
                    RecordingBackend.failingFor(
                        SendResult.refused("no credit left"), JUMA.identity().value())))) {
      live(console);
      console.signIn(browser);
      for (String scheme : List.of("light", "dark")) {
        tab.prefer(scheme);
        tab.resize(1600, 900);
        take(console, "/", folder.resolve("console-" + scheme + ".png"));
        take(console, "/messages", folder.resolve("console-messages-" + scheme + ".png"));
        take(
            console,
            "/conversations/kannel/%2B254700111222",
            folder.resolve("console-conversation-" + scheme + ".png"));
      }
      browser.get("about:blank");
    }
  }

  // A month in which each day is a little busier than the one before, and each night is quiet.
  private static void live(ConsoleRouter console) {
    console.router().contacts().make(c -> c.withName("Amina Wanjiku"), AMINA);
    Instant end = Instant.now();
    for (long hour = DAYS.toHours(); hour > 0; hour--) {
      Instant time = end.minus(Duration.ofHours(hour));
      boolean isLastDay = hour <= 24;
      int people = isLastDay ? 2 + (int) (20 * busy(time)) : hour % 24 == 12 ? busyDay(hour) : 0;
      for (int i = 0; i < people; i++) {
        console.router().clock().set(time.plusSeconds(60L * i));
        say(console, Connection.of("kannel", "+2547001" + (10000 + i)), i % 5 == 0 ? "hi" : "ping");
      }
      if (isLastDay && hour % 5 == 0) {
        say(console, JUMA, "echo Two boxes of gloves are left");
      }
    }
    console.router().clock().set(end.minusSeconds(300));
    say(console, AMINA, "echo Your next visit is on Monday at nine");
    console.router().clock().advance(Duration.ofSeconds(100));
    say(console, AMINA, "Asante sana");
    console.router().clock().advance(Duration.ofSeconds(100));
    say(console, AMINA, "echo See you there 😀");
    console.router().clock().set(end);
    console.settle(AMINA);
  }

  private static double busy(Instant time) {
    int hour = time.atZone(ZoneOffset.UTC).getHour();
    return Math.max(0, Math.sin((hour - 5) * Math.PI / 15));
  }

  private static int busyDay(long hour) {
    return 150 + (int) (DAYS.toHours() - hour) / 6 + (int) (hour * 37 % 60);
  }

  private static void say(ConsoleRouter console, Connection from, String text) {
    console.router().incoming(ReceivedMessage.of(from, text));
  }

  private void take(ConsoleRouter console, String page, Path file) throws Exception {
    browser.get(console.page(page).toString());
    Map<String, Object> picture =
        browser.executeCdpCommand("Page.captureScreenshot", Map.of("format", "png"));
    Files.write(file, Base64.getDecoder().decode((String) picture.get("data")));
  }
}
