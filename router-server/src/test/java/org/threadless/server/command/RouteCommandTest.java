package org.threadless.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
              vodacom: {engine: journal}
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
        .startsWith("+255712345678 goes by vodacom", "  route: +2557 to vodacom 75 %, airtel 25 %");
  }

  @Test
  void whereNoRouteLeadsItSaysSoInOneLine() {
    CommandResult ran = route("+49123");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.errLines())
        .containsExactly("no route leads to +49123; the routes are for +254, +2557");
  }
}
