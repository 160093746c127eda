package org.threadless.backend.httptester;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;
import org.threadless.app.echo.EchoPlugin;
import org.threadless.browserrig.InChromium;

/** Conversations as scripts, on the page. */
@Tag("long")
@ExtendWith(InChromium.class)
class TesterScriptTest {

  @TempDir private Path folder;

  private final ChromeDriver browser;
  private final PhonePage page;
  private Site site;

  TesterScriptTest(ChromeDriver browser) {
    this.browser = browser;
    this.page = new PhonePage(browser);
  }

  @BeforeEach
  void start() throws IOException {
    site = Site.start(new EchoPlugin());
    page.open(site.url("601/"));
  }

  @AfterEach
  void stop() {
    browser.get("about:blank");
    site.close();
  }

  @Test
  void everyLineThatHoldsIsGreenAndTheConversationIsOnThePage() {
    run("# greeting\n601 > echo hello\n601 < hello");

    assertThat(verdict()).isEqualTo("All 2 lines are as expected.");
    assertThat(lines())
        .containsExactly("skipped # greeting", "held 601 > echo hello", "held 601 < hello");
    page.awaitBubbles("in echo hello", "out hello");
  }

  @Test
  void theFirstLineThatDiffersIsRedWithWhatWasExpectedAndWhatCame() {
    run("601 > echo <b>hello</b>\n601 < bye\n601 > not tried");

    assertThat(verdict()).isEqualTo("Line 2 is different.");
    assertThat(lines())
        .containsExactly(
            "held 601 > echo <b>hello</b>", "differed 601 < bye", "not-reached 601 > not tried");
    assertThat(page.strings("[...document.querySelectorAll('dd')].map(d => d.textContent)"))
        .containsExactly("'bye'", "'<b>hello</b>'");
  }

  @Test
  void aScriptThatCannotBeReadIsExplained() {
    run("601 says hello");

    assertThat(verdict()).startsWith("The script cannot be read: line 1: ");
  }

  @Test
  void aScriptIsOpenedFromAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("hello.script"), "601 > echo x\n601 < x\n");

    page.choose("#script-file", file);
    page.eventually(() -> page.text("#script-state").equals("hello.script is open."));
    page.find("#run").click();

    page.eventually(() -> verdict().equals("All 2 lines are as expected."));
  }

  @Test
  void theConversationOnTheScreenBecomesAScriptThatHolds() throws Exception {
    page.say("echo one");
    page.say("echo two");
    page.awaitBubbles("in echo one", "out one", "in echo two", "out two");

    page.find("#copy").click();
    page.eventually(() -> page.text("#script-state").startsWith("The conversation is here"));

    assertThat(page.find("#script").getAttribute("value"))
        .isEqualTo("601 > echo one\n601 < one\n601 > echo two\n601 < two\n");
    page.find("#run").click();
    page.eventually(() -> verdict().equals("All 4 lines are as expected."));
  }

  private void run(String script) {
    browser.executeScript("document.getElementById('script').value = arguments[0]", script);
    page.find("#run").click();
    page.eventually(() -> !browser.findElements(By.className("verdict")).isEmpty());
  }

  private String verdict() {
    return page.text(".verdict");
  }

  private List<String> lines() {
    return page.strings(
        "[...document.querySelectorAll('.script-lines li')].map(l =>"
            + " l.className + ' ' + l.querySelector('code').textContent)");
  }
}
