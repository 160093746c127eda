package org.threadless.server.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.threadless.router.engine.backlog.Backlog;
import org.threadless.router.message.BackendName;
import org.threadless.storage.Database;
import org.threadless.storage.pool.DatabaseSettings;

class RouteCommandTest {

  @TempDir Path temp;
  private ConfigFolder folder;

  @BeforeEach
  void useFolder() {
    folder = new ConfigFolder(temp);
  }

  private CommandResult route(String number) {
    return CommandResult.router(
        "route",
        folder.inMemory(
            """
            backends:
              safaricom: {engine: journal}
              vodacom: {engine: journal, fallback: safaricom}
              airtel: {engine: journal}
            routes:
              - {prefix: "+254", to: safaricom}
              - {prefix: "+2557", to: {vodacom: 3, airtel: 1}}
            """),
        number);
  }

  @Test
  void itSaysWhichBackendAndByWhichRoute() {
    CommandResult ran = route("+254700000000");

    assertThat(ran.err()).isEmpty();
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.outLines())
        .startsWith("+254700000000 goes by safaricom", "  route: +254 to safaricom");
  }

  @Test
  void itSaysTheWeights() {
    CommandResult ran = route("+255712345678");

    assertThat(ran.outLines())
        .containsExactly(
            "+255712345678 goes by vodacom",
            "  route: +2557 to vodacom 75 %, airtel 25 %",
            "  while that is down, or does not serve the number: safaricom",
            "  now: nothing holds it up");
  }

  @Test
  void whereNoRouteLeadsItSaysSoInOneLine() {
    CommandResult ran = route("+49123");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.errLines())
        .containsExactly("no route leads to +49123; the routes are for +254, +2557");
  }

  @Test
  void itSaysThatABackendIsDownWhereTheDatabaseTells() throws Exception {
    String config =
        folder.option(
            """
            database: {url: "jdbc:h2:file:%s"}
            backends: {one: {engine: journal}}
            routes: [{prefix: "", to: one}]
            """
                .formatted(temp.resolve("router")));
    change(backlog -> backlog.suspend(new BackendName("one"), Instant.now()));

    assertThat(CommandResult.router("route", config, "1").outLines())
        .last(STRING)
        .isEqualTo("  so: it waits until one is up again");
  }

  @Test
  void itSaysWhyItDoesNotKnowWhichBackendsAreDown() {
    String config =
        folder.option(
            """
            database: {url: "jdbc:postgresql://127.0.0.1:1/none", user: me}
            backends: {one: {engine: journal}}
            routes: [{prefix: "", to: one}]
            """);

    CommandResult ran = CommandResult.router("route", config, "1");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.outLines())
        .last(STRING)
        .startsWith("  now: what is down or paused is not known: ");
  }

  @Test
  void whileABackendIsDownItGoesOutByTheFallbackThatNothingHoldsUp() {
    BackendName one = new BackendName("one");
    BackendName two = new BackendName("two");
    String config = withFallbacks("");
    change(backlog -> backlog.suspend(one, Instant.now()));
    assertThat(now(config))
        .containsExactly("  now: one is down, and probed from TIME on", "  so: it goes out by two");

    change(backlog -> backlog.pause(two));
    assertThat(now(config))
        .containsExactly(
            "  now: one is down, and probed from TIME on; two is paused by hand since TIME",
            "  so: it goes out by three");

    change(backlog -> backlog.suspend(new BackendName("three"), Instant.now()));
    assertThat(now(config))
        .containsExactly(
            "  now: one is down, and probed from TIME on; two is paused by hand since TIME;"
                + " three is down, and probed from TIME on",
            "  so: it waits until one is up again, or a fallback takes it");
  }

  @Test
  void whatIsPausedWaitsThoughItHasAFallback() {
    String config = withFallbacks("");
    change(backlog -> backlog.pause(new BackendName("one")));

    assertThat(now(config))
        .containsExactly(
            "  now: one is paused by hand since TIME", "  so: it waits until somebody resumes one");
  }

  @Test
  void whatIsOutsideOfItsHoursWaitsUntilTheyBeginAndAnAnswerGoesOut() {
    String tomorrow = ZonedDateTime.now(ZoneOffset.UTC).plusDays(1).getDayOfWeek().name();
    String hours =
        "hours: {from: '00:00', to: '00:01', zone: UTC, days: [%s]},"
            .formatted(tomorrow.substring(0, 3).toLowerCase(Locale.ROOT));

    assertThat(now(withFallbacks(hours)))
        .satisfiesExactly(
            line ->
                assertThat(line).matches("  now: one is outside of its hours until .*00:00 UTC"),
            line ->
                assertThat(line).matches("  so: it waits until .*00:00 UTC; an answer goes out"));
  }

  private String withFallbacks(String hours) {
    return folder.option(
        """
        database: {url: "jdbc:h2:file:%s"}
        backends:
          one: {engine: journal, %s fallback: [two, three]}
          two: {engine: journal}
          three: {engine: journal}
        routes: [{prefix: "", to: one}]
        """
            .formatted(temp.resolve("router"), hours));
  }

  private void change(Consumer<Backlog> change) {
    DatabaseSettings settings =
        new DatabaseSettings("jdbc:h2:file:" + temp.resolve("router"), null, null, null);
    try (Database database = Database.open(settings, Clock.systemUTC())) {
      change.accept(database.backlog());
    }
  }

  private static List<String> now(String config) {
    List<String> lines = CommandResult.router("route", config, "1").outLines();
    return lines.subList(3, lines.size()).stream()
        .map(line -> line.replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z", "TIME"))
        .toList();
  }
}
