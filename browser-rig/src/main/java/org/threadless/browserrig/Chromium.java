package org.threadless.browserrig;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Debian's Chromium, without a window. */
public final class Chromium {

  private static final Path BROWSER = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

  // It says at every start that it does not know this Chromium's newest features; none is used.
  private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium.devtools");

  private Chromium() {}

  /**
   * Starts a browser; the caller quits it.
   *
   * @param scripts whether it runs the scripts of pages
   */
  public static ChromeDriver start(boolean scripts) {
    requireInstalled();
    SELENIUM.setLevel(Level.SEVERE);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(BROWSER.toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--hide-scrollbars",
        "--lang=en-GB",
        "--window-size=1600,900");
    if (!scripts) {
      options.setExperimentalOption(
          "prefs", Map.of("profile.managed_default_content_settings.javascript", 2));
    }
    LoggingPreferences logging = new LoggingPreferences();
    logging.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", logging);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(DRIVER.toFile())
            .withLogFile(new File("/dev/null"))
            .usingAnyFreePort()
            .build();
    return new ChromeDriver(service, options);
  }

  private static void requireInstalled() {
    List<Path> missing =
        Stream.of(BROWSER, DRIVER).filter(file -> !Files.isExecutable(file)).toList();
    if (missing.isEmpty()) {
      return;
    }
    String sentence =
        "the page is tried in Debian's chromium and chromium-driver, and there is no " + missing;
    if ("true".equals(System.getenv("CI"))) {
      throw new IllegalStateException(sentence);
    }
    Assumptions.abort(sentence);
  }
}
