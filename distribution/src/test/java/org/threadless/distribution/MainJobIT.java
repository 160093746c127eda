package org.threadless.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the project is for: the zip is unpacked and started, and answers messages over HTTP. */
class MainJobIT {

  private static final String PUBLIC = "/httptester/httptester-public/";
  private static final String PRIVATE = "/httptester/httptester-private/";
  private static final Pattern ENTRY =
      Pattern.compile("\"direction\":\"(\\w+)\",\"text\":\"([^\"]*)\",\"status\":\"(\\w+)\"");

  @TempDir private static Path folder;

  private static Distribution distribution;

  // For all tests but those that end it; each has its own phones.
  private static RouterProcess router;

  @BeforeAll
  static void unzip() throws IOException {
    distribution = Distribution.unzipInto(folder.resolve("a folder"));
    distribution.configure("port: 8000", "port: 0");
  }

  @BeforeEach
  void serve() throws IOException {
    if (router == null) {
      // As whoever unzips it has it.
      router = distribution.serveOn("");
    }
  }

  @AfterAll
  static void kill() throws InterruptedException {
    if (router != null) {
      router.kill();
      router = null;
    }
  }

  @Test
  void aMessageIsRoutedStoredAndAnswered() throws Exception {
    HttpResponse<String> answer = router.post(PUBLIC, "1112223333", "echo hello");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("OK");
    assertThat(conversation(PUBLIC, "1112223333"))
        .containsExactly("in HANDLED echo hello", "out SENT hello");
  }

  @Test
  void theConversationOfAnotherBackendIsAnotherOne() throws Exception {
    router.post(PUBLIC, "4445556666", "echo hello");
    router.post(PRIVATE, "4445556666", "ping");

    assertThat(conversation(PRIVATE, "4445556666"))
        .containsExactly("in HANDLED ping", "out SENT pong");
    assertThat(conversation(PUBLIC, "4445556666"))
        .containsExactly("in HANDLED echo hello", "out SENT hello");
  }

  @Test
  void whatNoAppUnderstandsGetsTheDefaultReply() throws Exception {
    router.post(PUBLIC, "1", "gibberish");

    assertThat(conversation(PUBLIC, "1"))
        .contains("out SENT Sorry, My project could not understand your message.");
  }

  @Test
  void whatWasAnsweredIsStillThereAfterTheProcessIsKilled() throws Exception {
    router.post(PUBLIC, "2", "echo before");
    kill();

    serve();

    assertThat(conversation(PUBLIC, "2"))
        .containsExactly("in HANDLED echo before", "out SENT before");
  }

  @Test
  void itStopsInOrderWhenToldToAndExitsWith0() throws Exception {
    RouterProcess stopped = router;
    router = null;
    stopped.post(PUBLIC, "3", "echo hello");

    assertThat(stopped.terminate()).isZero();
  }

  @Test
  void theDatabaseIsInTheUnzippedFolderWhereverTheCommandWasTyped() {
    assertThat(distribution.file("data")).isDirectory();
  }

  @Test
  void aSecondRouterOnTheSameFileIsRefusedWithOneLine() throws Exception {
    FinishedCommand second = distribution.run("incoming", "httptester-public", "1", "echo hello");

    assertThat(second.exit()).isEqualTo(1);
    assertThat(second.err()).singleElement().asString().contains("another process has it open");
  }

  @Test
  void aCommandThatNeedsItsDatabaseIsDoneByTheRouterItself() throws Exception {
    router.post(PUBLIC, "5", "echo found");

    FinishedCommand found = distribution.run("messages", "--identity", "5", "--direction", "out");

    assertThat(found.err()).isEmpty();
    assertThat(found.exit()).isZero();
    assertThat(found.out()).singleElement().asString().contains("SENT", "found");
  }

  @Test
  void aTakenPortIsRefusedWithOneLine() throws Exception {
    String taken = String.valueOf(router.root().getPort());
    Path other = folder.resolve("other.yml");
    Files.writeString(
        other,
        "http: {port: "
            + taken
            + "}\ndatabase: {url: \"jdbc:h2:mem:other\"}\n"
            + "apps: [echo]\nbackends: {tester: {engine: httptester}}\n");

    FinishedCommand second = distribution.run("serve", "--config", other.toString());

    assertThat(second.exit()).isEqualTo(1);
    assertThat(second.out()).isEmpty();
    assertThat(second.err()).singleElement().asString().contains("127.0.0.1:" + taken);
  }

  private List<String> conversation(String backend, String identity) throws Exception {
    HttpResponse<String> answer = router.get(backend + identity + "/messages");
    assertThat(answer.statusCode()).isEqualTo(200);
    return ENTRY.matcher(answer.body()).results().map(MainJobIT::entry).toList();
  }

  private static String entry(MatchResult found) {
    return found.group(1) + " " + found.group(3) + " " + found.group(2);
  }
}
