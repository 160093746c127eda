package org.threadless.backend.httptester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.awaitility.core.ConditionFactory;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;

/** What a person does with the page, and sees of it. */
final class PhonePage {

  private final ChromeDriver browser;

  PhonePage(ChromeDriver browser) {
    this.browser = browser;
  }

  /** Opens a page in the tab that is in front, and waits until it is live. */
  void open(String url) {
    browser.get(url);
    awaitState("live");
  }

  /** Opens a page in a tab of its own, which is then in front. */
  String openTab(String url) {
    browser.switchTo().newWindow(WindowType.TAB);
    open(url);
    return browser.getWindowHandle();
  }

  void awaitState(String state) {
    eventually(() -> state.equals(find("#connection").getAttribute("data-state")));
  }

  /** Types into the message field, without sending. */
  void type(CharSequence... keys) {
    find("#text").sendKeys(keys);
  }

  /** Types a message and sends it with Enter. */
  void say(String text) {
    type(text, Keys.ENTER);
  }

  /** Puts a text into the message field as pasting does; the driver types no emoji. */
  void paste(String text) {
    browser.executeScript(
        "const field = document.getElementById('text');"
            + "field.value = arguments[0]; field.dispatchEvent(new Event('input'));",
        text);
  }

  /** Returns the messages as "in text" and "out text", the newest last. */
  List<String> bubbles() {
    return strings(
        "[...document.querySelectorAll('#messages .bubble')].map(b =>"
            + " (b.classList.contains('mine') ? 'in ' : 'out ')"
            + " + b.querySelector('.text').textContent)");
  }

  /** Returns the statuses, the newest last. */
  List<String> statuses() {
    return strings(
        "[...document.querySelectorAll('#messages .status')].map(s => s.textContent.trim())");
  }

  List<String> segments() {
    return strings("[...document.querySelectorAll('#messages .segments')].map(s => s.textContent)");
  }

  /** Returns the list of phones, from the top, as "identity: last message". */
  List<String> phones() {
    return strings(
        "[...document.querySelectorAll('#phone-list a')].map(a =>"
            + " a.dataset.identity + ': ' + a.querySelector('.last').textContent)");
  }

  void awaitBubbles(String... expected) {
    patiently().untilAsserted(() -> assertThat(bubbles()).containsExactly(expected));
  }

  void awaitStatuses(String... expected) {
    patiently().untilAsserted(() -> assertThat(statuses()).containsExactly(expected));
  }

  WebElement find(String css) {
    return browser.findElement(By.cssSelector(css));
  }

  String text(String css) {
    return find(css).getText();
  }

  /** Chooses a file in a field. */
  void choose(String css, Path file) {
    find(css).sendKeys(file.toString());
  }

  void eventually(Callable<Boolean> condition) {
    patiently().until(() -> Objects.equals(condition.call(), true));
  }

  static ConditionFactory patiently() {
    return await()
        .pollInterval(Duration.ofMillis(50))
        // What is not there yet, or is just being replaced.
        .ignoreExceptionsMatching(
            e ->
                e instanceof NoSuchElementException || e instanceof StaleElementReferenceException);
  }

  /** Makes the page as wide as that of a phone, or of a large screen. */
  void resize(int width, int height) {
    browser.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /** Undoes {@link #resize}. */
  void restoreSize() {
    browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
  }

  /** Asks for light or dark, as the settings of a system do. */
  void prefer(String scheme) {
    browser.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  @SuppressWarnings("unchecked")
  List<String> strings(String expression) {
    return (List<String>) browser.executeScript("return " + expression);
  }
}
