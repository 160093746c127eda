package org.threadless.backend.httptester;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.threadless.browserrig.BrowserTab;

/** What a person does with the page, and sees of it. */
final class PhonePage extends BrowserTab {

  private final ChromeDriver browser;

  PhonePage(ChromeDriver browser) {
    super(browser);
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
}
