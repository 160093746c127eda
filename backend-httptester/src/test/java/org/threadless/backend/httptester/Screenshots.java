package org.threadless.backend.httptester;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.chrome.ChromeDriver;
import org.threadless.app.echo.EchoPlugin;
import org.threadless.app.echo.PingPlugin;
import org.threadless.browserrig.InChromium;
import org.threadless.router.backend.SendResult;

/**
 * Takes the pictures of the documentation; run by {@code docs/screenshots}, and by nothing else.
 */
@Tag("long")
@ExtendWith(InChromium.class)
class Screenshots {

  private final ChromeDriver browser;
  private final PhonePage page;

  Screenshots(ChromeDriver browser) {
    this.browser = browser;
    this.page = new PhonePage(browser);
  }

  @Test
  void takePictures() throws Exception {
    Path folder = Files.createDirectories(Path.of(System.getProperty("screenshots")));
    try (Site site = Site.start(new EchoPlugin(), new PingPlugin())) {
      talk(site);
      for (String scheme : new String[] {"light", "dark"}) {
        page.prefer(scheme);
        page.resize(1600, 900);
        page.open(site.url("447700900123/"));
        page.paste("Grüße aus Zürich, à bientôt €5");
        script();
        take(folder.resolve("tester-" + scheme + ".png"));
        page.resize(360, 740);
        page.open(site.url("447700900123/"));
        take(folder.resolve("tester-phone-" + scheme + ".png"));
      }
      browser.get("about:blank");
    }
  }

  private static void talk(Site site) throws Exception {
    Browser curl = new Browser(site.root());
    curl.say("+41 79 123 45 67", "echo Le bus part à 7 h 40");
    curl.say("447700900789", "echo مرحبا بالعالم");
    curl.say("nurse-anna", "ping");
    curl.say("447700900123", "ping");
    curl.say(
        "447700900123",
        "echo Meet at the old mill at 18:30. Bring a torch, water and something to sit on: the film"
            + " starts when it is dark, and the grass will be wet. Tell Anna and Bo, please.");
    curl.say("447700900123", "echo See you there 😀");
    site.record(
        site.queue("447700900123", "Reminder: the film starts at 20:15."),
        SendResult.refused("the gateway has no credit left"));
    site.queue("447700900123", "Your ticket is 7QX3.");
  }

  private void script() {
    browser.executeScript(
        "document.getElementById('script').value = arguments[0]",
        """
        nurse-anna > ping
        nurse-anna < pong
        nurse-anna > echo two beds
        nurse-anna < three beds
        """);
    page.find("#run").click();
    page.eventually(() -> page.text(".verdict").equals("Line 4 is different."));
    browser.executeScript("document.getElementById('text').focus()");
  }

  private void take(Path file) throws Exception {
    browser.executeAsyncScript(
        "const done = arguments[0];"
            + "await Promise.all(document.getAnimations().map(a => a.finished)); done();");
    Map<String, Object> picture =
        browser.executeCdpCommand("Page.captureScreenshot", Map.of("format", "png"));
    Files.write(file, Base64.getDecoder().decode((String) picture.get("data")));
  }
}
