package org.threadless.backend.httptester;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.chrome.ChromeDriver;
import org.threadless.browserrig.InChromium;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.message.Connection;

/** Many messages from a file. */
@Tag("long")
@ExtendWith(InChromium.class)
class BulkTest {

  private static final Connection PHONE = Connection.of("public", "401");

  @TempDir private Path folder;

  private final ChromeDriver browser;
  private final PhonePage page;
  private Site site;

  BulkTest(ChromeDriver browser) {
    this.browser = browser;
    this.page = new PhonePage(browser);
  }

  @BeforeEach
  void start() throws IOException {
    site = Site.start();
    page.open(site.url("401/"));
  }

  @AfterEach
  void stop() {
    browser.get("about:blank");
    site.close();
  }

  @Test
  void aThousandLinesAreSentInTheirOrder() throws Exception {
    send(numbered(1000).getBytes(StandardCharsets.UTF_8));

    page.eventually(() -> page.text("#bulk-state").equals("Done."));
    assertThat(page.text("#bulk-count")).isEqualTo("1000 of 1000 sent, 0 failed");
    assertThat(page.find("#progress").getAttribute("value")).isEqualTo("1000");
    assertThat(texts()).isEqualTo(IntStream.range(0, 1000).mapToObj(i -> "line " + i).toList());
    page.eventually(() -> page.bubbles().size() == 1000);
    assertThat(page.bubbles()).endsWith("in line 998", "in line 999");
  }

  @Test
  void aByteOrderMarkWindowsLineEndsAndEmptyLinesAreFine() throws Exception {
    send("\uFEFFone\r\n\r\nthr\u00e9e\r\n".getBytes(StandardCharsets.UTF_8));

    page.eventually(() -> page.text("#bulk-state").equals("Done."));
    assertThat(texts()).containsExactly("one", "", "thr\u00e9e");
  }

  @Test
  void itCanBeStopped() throws Exception {
    send(numbered(10_000).getBytes(StandardCharsets.UTF_8));
    page.eventually(() -> page.text("#bulk-count").matches("[1-9]\\d* of 10000 sent, 0 failed"));

    page.find("#stop").click();

    page.eventually(() -> page.text("#bulk-state").equals("Stopped."));
    int sent = Integer.parseInt(page.text("#bulk-count").split(" ", 2)[0]);
    assertThat(sent).isBetween(1, 9_999);
    assertThat(texts()).hasSize(sent);
    assertThat(page.find("#stop").isEnabled()).isFalse();
  }

  @Test
  void linesThatFailAreCountedAndTheFirstIsExplained() throws Exception {
    send(("good\n" + "x".repeat(70_000) + "\ngood").getBytes(StandardCharsets.UTF_8));

    page.eventually(() -> page.text("#bulk-state").equals("Done."));
    assertThat(page.text("#bulk-count")).isEqualTo("2 of 3 sent, 1 failed");
    assertThat(page.text("#bulk-problem"))
        .isEqualTo("Line 2 failed: the request is larger than 64 KiB");
  }

  @Test
  void whatIsNoTextIsRefusedWithASentence() throws Exception {
    send(new byte[] {'P', 'K', 3, 4, 0, 0});
    page.eventually(
        () ->
            page.text("#bulk-problem")
                .equals("lines.txt is not a text file: it holds control characters."));

    send(new byte[] {'J', (byte) 0xFC, 'r', 'g'});
    page.eventually(
        () -> page.text("#bulk-problem").equals("lines.txt is not a text file in UTF-8."));
    assertThat(texts()).isEmpty();
  }

  @Test
  void anEmptyFileAndOneOfTooManyLinesAreRefused() throws Exception {
    send(new byte[0]);
    page.eventually(() -> page.text("#bulk-problem").equals("lines.txt is empty."));

    send(numbered(10_001).getBytes(StandardCharsets.UTF_8));
    page.eventually(
        () ->
            page.text("#bulk-problem")
                .equals("lines.txt has 10001 lines; at most 10000 can be sent."));
    assertThat(texts()).isEmpty();
  }

  @Test
  void aRouterThatGoesAwayStopsItAndTheLineIsNamed() throws Exception {
    send(numbered(10_000).getBytes(StandardCharsets.UTF_8));
    page.eventually(() -> page.text("#bulk-count").matches("[1-9]\\d* of 10000 sent, 0 failed"));

    site.close();

    page.eventually(
        () ->
            page.text("#bulk-problem")
                .matches(
                    "The router cannot be reached. Line \\d+ was not sent, and none after it."));
  }

  private void send(byte[] content) throws IOException {
    Path file = Files.write(folder.resolve("lines.txt"), content);
    page.choose("#file", file);
    page.find("#bulk button[type=submit]").click();
  }

  private static String numbered(int lines) {
    return IntStream.range(0, lines).mapToObj(i -> "line " + i).collect(Collectors.joining("\n"));
  }

  private List<String> texts() {
    return site.store().conversation(PHONE, 20_000).stream().map(StoredMessage::text).toList();
  }
}
