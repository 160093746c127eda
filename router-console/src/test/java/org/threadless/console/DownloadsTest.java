package org.threadless.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Binder;
import com.google.inject.multibindings.Multibinder;
import java.io.IOException;
import java.io.Writer;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.threadless.console.call.PageRoute;
import org.threadless.console.call.PageRoutes;
import org.threadless.console.call.Reply;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.engine.access.user.Role;
import org.threadless.testing.CapturedLog;
import org.threadless.testing.ExtendedEndpoint;
import org.threadless.testing.TestRouter;

class DownloadsTest {

  private static final int AT_ONCE = 4;

  private final Semaphore begun = new Semaphore(0);
  private final CountDownLatch end = new CountDownLatch(1);
  private final HttpClient client = HttpClient.newHttpClient();
  private ConsoleRouter console;

  @BeforeEach
  void start() {
    // The console, with tables that tests let be slow or cut off.
    console =
        ConsoleRouter.start(
            TestRouter.builder(), new ExtendedEndpoint(new ConsolePlugin(), this::bind));
  }

  @AfterEach
  void stop() {
    end.countDown();
    console.close();
  }

  @Test
  void moreThanFourAtOnceAreToldInOneLineToComeAgain() throws InterruptedException {
    List<CompletableFuture<HttpResponse<String>>> slow = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      slow.add(begin("/slow.csv"));
    }
    begun.acquire(AT_ONCE);

    try (CapturedLog log = new CapturedLog(DownloadsTest.class)) {
      HttpResponse<String> refused =
          console.send(console.request("/people/export").header("X-Requested-With", "page").GET());

      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      assertThat(refused.body())
          .isEqualTo(
              "As many downloads are in progress as may be at once. Try it again in a minute.");
      assertThat(log.lines())
          .filteredOn(line -> line.contains("is not handed out"))
          .singleElement()
          .asString()
          .contains("people.csv is not handed out to admin now: 4 downloads are in progress")
          .doesNotContain("\n");
    }
    assertThat(console.get("/people/export").body())
        .contains("<h1>", "As many downloads are in progress");

    end.countDown();
    assertThat(slow).extracting(each -> each.join().body()).allMatch("begun\nended\n"::equals);
    assertThat(console.get("/people/export").statusCode()).isEqualTo(200);
  }

  @Test
  void whatIsCutOffSinceTheDatabaseIsAwayIsOneLineInTheLog() {
    try (CapturedLog log = new CapturedLog(DownloadsTest.class)) {
      assertThat(begin("/cut.csv")).failsWithin(Duration.ofMinutes(1));

      assertThat(log.lines())
          .filteredOn(line -> line.contains("cut.csv"))
          .singleElement()
          .asString()
          .contains("cut.csv is cut off: the database cannot be used now")
          .doesNotContain("\n");
    }
  }

  private CompletableFuture<HttpResponse<String>> begin(String path) {
    return client.sendAsync(console.request(path).GET().build(), BodyHandlers.ofString());
  }

  private void bind(Binder binder) {
    PageRoutes tables = this::routes;
    Multibinder.newSetBinder(binder, PageRoutes.class).addBinding().toInstance(tables);
  }

  private List<PageRoute> routes() {
    return List.of(
        PageRoute.get("/slow.csv", Role.READER, visit -> Reply.csv("slow.csv", this::slow)),
        PageRoute.get("/cut.csv", Role.READER, visit -> Reply.csv("cut.csv", this::cut)));
  }

  private void slow(Writer out) throws IOException {
    out.write("begun\n");
    begun.release();
    try {
      end.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    out.write("ended\n");
  }

  private void cut(Writer out) throws IOException {
    out.write("x".repeat(100_000));
    out.flush();
    throw new StoreUnavailableException("it went", new IOException("away"));
  }
}
