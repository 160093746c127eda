package org.threadless.server.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.threadless.router.message.BackendName;
import org.threadless.storage.Database;
import org.threadless.storage.DatabaseSettings;

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
            "  down now: none");
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
  void itSaysWhichBackendsAreDownWhereTheDatabaseTells() throws Exception {
    String config =
        folder.option(
            """
            database: {url: "jdbc:h2:file:%s"}
            backends: {one: {engine: journal}}
            routes: [{prefix: "", to: one}]
            """
                .formatted(temp.resolve("router")));
    DatabaseSettings settings =
        new DatabaseSettings("jdbc:h2:file:" + temp.resolve("router"), null, null, null);
    try (Database database = Database.open(settings, Clock.systemUTC())) {
      database.backlog().suspend(new BackendName("one"), Instant.now());
    }

    assertThat(CommandResult.router("route", config, "1").outLines())
        .last(STRING)
        .isEqualTo("  down now: one");
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
    assertThat(ran.outLines()).last(STRING).startsWith("  down now: not known: ");
  }
}
