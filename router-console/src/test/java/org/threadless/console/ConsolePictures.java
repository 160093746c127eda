package org.threadless.console;

import java.nio.file.Files;
import java.nio.file.Path;
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

  private static void live(ConsoleRouter console) {
    console.router().contacts().make(c -> c.withName("Amina Wanjiku"), AMINA);
    for (int i = 0; i < 40; i++) {
      say(console, Connection.of("kannel", "+2547001" + (10000 + i)), "ping");
    }
    say(console, JUMA, "echo Two boxes of gloves are left");
    say(console, AMINA, "echo Your next visit is on Monday at nine");
    say(console, AMINA, "Asante sana");
    say(console, AMINA, "echo See you there 😀");
    console.settle(AMINA);
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
