package org.threadless.browserrig;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import org.awaitility.core.ConditionFactory;
import org.openqa.selenium.By;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/** What a person does with any page, and sees of it, in the tab that is in front. */
public class BrowserTab {

  private static final String AXE = axe();

  private final ChromeDriver browser;

  /** Shows pages in this browser. */
  public BrowserTab(ChromeDriver browser) {
    this.browser = browser;
  }

  /** Returns the first element that is there now. */
  public WebElement find(String css) {
    return browser.findElement(By.cssSelector(css));
  }

  /** Returns what is read of an element. */
  public String text(String css) {
    return find(css).getText();
  }

  /** Chooses a file in a field. */
  public void choose(String css, Path file) {
    find(css).sendKeys(file.toString());
  }

  /** Presses what may just be replaced by the page. */
  public void click(String css) {
    eventually(
        () -> {
          find(css).click();
          return true;
        });
  }

  /** Waits until it is so. */
  public void eventually(Callable<Boolean> condition) {
    patiently().until(() -> Objects.equals(condition.call(), true));
  }

  /** Returns how one waits for a page: what is not there yet, or is being replaced, may come. */
  public static ConditionFactory patiently() {
    return await()
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptionsMatching(
            e ->
                e instanceof NoSuchElementException || e instanceof StaleElementReferenceException);
  }

  /** Makes the page as wide as that of a phone, or of a large screen. */
  public void resize(int width, int height) {
    browser.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /** Undoes {@link #resize}. */
  public void restoreSize() {
    browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
  }

  /** Asks for light or dark, as the settings of a system do. */
  public void prefer(String scheme) {
    browser.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** Shows nothing, as wide and as light as at first. */
  public void leave() {
    restoreSize();
    prefer("light");
    browser.get("about:blank");
  }

  /** Returns what has gone wrong in pages since this was asked last, as the browser tells it. */
  public List<String> errors() {
    return browser.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().equals(Level.SEVERE))
        .map(LogEntry::getMessage)
        .toList();
  }

  /** Returns a list of strings that a script makes. */
  @SuppressWarnings("unchecked")
  public List<String> strings(String expression) {
    return (List<String>) browser.executeScript("return " + expression);
  }

  /** Returns how wide the page is, which is more than the screen where it breaks out of it. */
  public long width() {
    return (long) browser.executeScript("return document.documentElement.scrollWidth");
  }

  /**
   * Returns what keeps people out of the page, as axe finds it (WCAG 2.2); empty where all is well.
   */
  @SuppressWarnings("unchecked")
  public List<String> violations() {
    browser.executeScript(AXE);
    return (List<String>)
        browser.executeAsyncScript(
            "const done = arguments[arguments.length - 1];"
                // Colours of what is still fading in are not those that are read.
                + "await Promise.all(document.getAnimations().map(a => a.finished));"
                + "const { violations } = await axe.run();"
                + "done(violations.map(v => v.id + ': ' + v.help + ' '"
                + " + v.nodes.map(n => n.html + ' ' + n.failureSummary).join(' | ')));");
  }

  private static String axe() {
    try (InputStream script = BrowserTab.class.getResourceAsStream("/axe.min.js")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
