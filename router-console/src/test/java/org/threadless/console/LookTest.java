package org.threadless.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.provider.Arguments;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.threadless.browserrig.BrowserTab;
import org.threadless.browserrig.InChromium;

/**
 * Pages in a real browser: each fits the screen, on a phone, a tablet and a large one, light and
 * dark, and keeps nobody out. With {@code -Dlooks=FOLDER} it leaves pictures of them, to look at.
 */
@Tag("long")
@TestInstance(Lifecycle.PER_CLASS)
@ExtendWith(InChromium.class)
public abstract class LookTest {

  private static final Optional<String> LOOKS = Optional.ofNullable(System.getProperty("looks"));
  private static final int HIGHEST = 3000;

  protected final ChromeDriver browser;
  protected final BrowserTab tab;

  protected LookTest(ChromeDriver browser) {
    this.browser = browser;
    this.tab = new BrowserTab(browser);
  }

  @AfterEach
  void leave() {
    tab.leave();
    assertThat(tab.errors()).isEmpty();
  }

  /** Returns the widths and themes that pages are looked at in. */
  protected static Stream<Arguments> looks() {
    return Stream.of(360, 800, 1600)
        .flatMap(width -> Stream.of("light", "dark").map(theme -> Arguments.of(width, theme)));
  }

  /** Returns each of these pages with all of them. */
  protected static Stream<Arguments> inAllLooks(String... pages) {
    return Stream.of(pages)
        .flatMap(page -> looks().map(look -> Arguments.of(page, look.get()[0], look.get()[1])));
  }

  /** Has pages be looked at so from now on. */
  protected void look(int width, String theme) {
    tab.resize(width, 900);
    tab.prefer(theme);
  }

  /** Fails where the page that is shown does not fit, or keeps somebody out. */
  protected void check(String page, int width, String theme) {
    assertThat(tab.width()).as(page).isEqualTo(width);
    assertThat(tab.violations()).as(page).isEmpty();
    LOOKS.ifPresent(folder -> keep(Path.of(folder), page, width, theme));
  }

  private void keep(Path folder, String page, int width, String theme) {
    long height = (long) browser.executeScript("return document.documentElement.scrollHeight");
    tab.resize(width, (int) Math.min(HIGHEST, height));
    String name = page.replaceAll("[^A-Za-z0-9]+", "-") + "-" + width + "-" + theme + ".png";
    try {
      Files.createDirectories(folder);
      Files.write(folder.resolve(name), browser.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
