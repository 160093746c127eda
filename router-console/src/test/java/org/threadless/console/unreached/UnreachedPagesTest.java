package org.threadless.console.unreached;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.threadless.app.guard.GuardPlugin;
import org.threadless.console.ConsoleRouter;
import org.threadless.router.engine.access.user.Role;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Contact;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.testing.TestRouter;

class UnreachedPagesTest {

  private static final Connection AMINA = Connection.of("test", "+254700111222");

  private ConsoleRouter console;

  @BeforeEach
  void start() {
    console =
        ConsoleRouter.start(
            TestRouter.builder().app(new GuardPlugin(), ConsoleRouter.defaults(new GuardPlugin())));
  }

  @AfterEach
  void stop() {
    console.close();
  }

  private void say(Connection from, String text) {
    console.router().incoming(ReceivedMessage.of(from, text));
  }

  @Test
  void whoHasSaidStopIsListedByNameAndNumberUntilTheySayStart() {
    Contact amina = console.router().contacts().make(c -> c.withName("Amina =1+1"), AMINA);
    say(AMINA, "stop");
    say(Connection.of("test", "+254733000111"), "STOP");

    String page = console.get("/people/unreached/stopped").body();
    assertThat(page)
        .contains("/console/people/" + amina.id(), "Amina =1+1", "told to stop, on every backend")
        .contains("/console/conversations/test/%2B254733000111", "not known");
    assertThat(console.get("/people/unreached/stopped.csv").body())
        .contains("name,number,backend,why,since,id")
        .contains("Amina =1+1,+254700111222,,\"told to stop, on every backend\",")
        .contains(",+254733000111,");

    console.router().clock().advance(Duration.ofSeconds(1));
    say(AMINA, "start");
    assertThat(console.get("/people/unreached/stopped").body()).doesNotContain("Amina");
  }

  @Test
  void theListOfThoseGoesOnByKey() {
    for (int i = 10; i < 70; i++) {
      say(Connection.of("test", "+2547000000" + i), "stop");
    }
    String first = console.get("/people/unreached/stopped").body();
    int link = first.indexOf("/people/unreached/stopped?after=");
    String next = first.substring(link, first.indexOf('"', link));

    assertThat(first).contains("+254700000059<").doesNotContain("+254700000060<");
    assertThat(console.get(next).body())
        .contains("+254700000060<", "+254700000069<")
        .doesNotContain("+254700000059<", "More people");
  }

  @Test
  void whoHasNoNumberThatIsReachedIsListed() {
    console.router().contacts().make(c -> c.withName("Juma"));
    console.router().contacts().make(c -> c.withName("Otieno"), Connection.of("gone", "1"));
    console.router().contacts().make(c -> c.withName("Amina"), AMINA);

    assertThat(console.get("/people/unreached/numberless").body())
        .contains("Juma", "has no number", "Otieno", "not configured any more: gone")
        .doesNotContain("Amina");
    assertThat(console.get("/people/unreached/numberless.csv").body())
        .contains("Juma,,,has no number,,", "Otieno,1,gone,not configured any more: gone,,")
        .doesNotContain("Amina");
  }

  @Test
  void whereThereIsNobodyThePageSaysSo() {
    assertThat(console.get("/people/unreached/stopped").body()).contains("Nobody has said STOP.");
    assertThat(console.get("/people/unreached/numberless").body())
        .contains("Everybody has a number by which they are reached.");
    try (ConsoleRouter without = ConsoleRouter.start()) {
      assertThat(without.get("/people/unreached/stopped").body())
          .contains("No app keeps who says STOP: add guard");
    }
  }

  @Test
  void readersSeeThemAndHaveNoTableOfThem() {
    console.as(Role.READER);

    assertThat(console.get("/people/unreached/stopped").body()).doesNotContain("Download");
    assertThat(console.get("/people/unreached/stopped.csv").statusCode()).isEqualTo(403);
  }
}
