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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.chrome.ChromeDriver;
import org.threadless.browserrig.InChromium;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.message.Connection;

/** Many messages from a file. */
@Tag("long")
@ExtendWith(InChromium.class)
class BulkTest {

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
  void linesThatFailAreCountedAndNamed() throws Exception {
    String long1 = "x".repeat(70_000);
    send(("good\n" + long1 + "\ngood\n" + long1).getBytes(StandardCharsets.UTF_8));

    page.eventually(() -> page.text("#bulk-state").equals("Done."));
    assertThat(page.text("#bulk-count")).isEqualTo("2 of 4 sent, 2 failed");
    assertThat(refused())
        .containsExactly(
            "Line 2 failed: the request is larger than 64 KiB",
            "Line 4 failed: the request is larger than 64 KiB");
  }

  @Test
  void aRowOfATableIsAMessageToThePhoneThatItNames() throws Exception {
    sendTable(
        "Phone, Text\r\n402,hello\r\n 403 ,\"one, \"\"two\"\"\r\nthree\"\r\n\r\n402,\r\n\"402\",end");

    page.eventually(() -> page.text("#bulk-state").equals("Done."));
    assertThat(page.text("#bulk-count")).isEqualTo("4 of 4 sent, 0 failed");
    assertThat(texts("402")).containsExactly("hello", "", "end");
    assertThat(texts("403")).containsExactly("one, \"two\"\r\nthree");
    assertThat(texts("401")).isEmpty();
    page.eventually(() -> page.phones().size() == 2);
  }

  @Test
  void aTableNeedsNoHeader() throws Exception {
    sendTable("402,phone\n403,text\n");

    page.eventually(() -> page.text("#bulk-state").equals("Done."));
    assertThat(texts("402")).containsExactly("phone");
    assertThat(texts("403")).containsExactly("text");
  }

  @Test
  void rowsThatAreNoneAreNamedByTheirLineAndTheOthersAreSent() throws Exception {
    sendTable("402,\"a\nb\"\n403\n404,a,b\n,who\n405,good\n");

    page.eventually(() -> page.text("#bulk-state").equals("Done."));
    assertThat(page.text("#bulk-count")).isEqualTo("2 of 5 sent, 3 failed");
    assertThat(refused())
        .hasSize(3)
        .startsWith(
            "Line 3 failed: it has 1 value; write phone,text",
            "Line 4 failed: it has 3 values; write phone,text")
        .last()
        .asString()
        .startsWith("Line 5 failed: identity: ");
    assertThat(texts("405")).containsExactly("good");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0000',
      value = {
        "402,a;403,\"b|Line 2: the quotes of a value do not end.",
        "402,a \"b\"|Line 1: a value with quotes in it must stand in quotes, with each of them doubled.",
        "402,a;403,b;402,\"b\"c|Line 3: after the quotes of a value must come a comma or the end of the"
            + " line.",
      })
  void aTableWhoseQuotesAreWrongIsRefusedAsAWhole(String rows, String sentence) throws Exception {
    sendTable(rows.replace(';', '\n'));

    page.eventually(() -> page.text("#bulk-problem").equals(sentence));
    assertThat(texts("402")).isEmpty();
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

  private void sendTable(String rows) throws IOException {
    send("table.csv", rows.getBytes(StandardCharsets.UTF_8));
  }

  private void send(byte[] content) throws IOException {
    send("lines.txt", content);
  }

  private void send(String name, byte[] content) throws IOException {
    Path file = Files.write(folder.resolve(name), content);
    page.choose("#file", file);
    page.find("#bulk button[type=submit]").click();
  }

  private static String numbered(int lines) {
    return IntStream.range(0, lines).mapToObj(i -> "line " + i).collect(Collectors.joining("\n"));
  }

  private List<String> refused() {
    return page.strings(
        "[...document.querySelectorAll('#bulk-refused li')].map(l => l.textContent)");
  }

  private List<String> texts() {
    return texts("401");
  }

  private List<String> texts(String phone) {
    return site.store().conversation(Connection.of("public", phone), 20_000).stream()
        .map(StoredMessage::text)
        .toList();
  }
}
