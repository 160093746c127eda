package org.threadless.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogLevelCommandTest {

  @TempDir private Path temp;
  private ServingHere serving;
  private String config;

  @BeforeEach
  void serve() {
    config =
        new ConfigFolder(temp).option("database: {url: 'jdbc:h2:file:" + temp.resolve("db") + "'}");
    serving = ServingHere.with(temp.resolve("router.yml"));
  }

  @AfterEach
  void stop() {
    serving.close();
  }

  @Test
  void whatIsSetIsToldWithItsEndAndListed() {
    CommandResult set = run("org.threadless.http", "debug", "--for", "2h");

    assertThat(set.errLines()).isEmpty();
    assertThat(set.outLines())
        .singleElement()
        .asString()
        .matches("org\\.threadless\\.http logs at DEBUG until \\d{4}-\\d\\d-\\d\\dT.*");
    assertThat(run().outLines()).isEqualTo(set.outLines());
    assertThat(serving.router().levels().all()).containsOnlyKeys("org.threadless.http");
  }

  @Test
  void severalHoldAtOnceAndEachIsTakenBackByItself() {
    run("root", "info");
    assertThat(run("org.threadless", "TRACE").outLines())
        .hasSize(3)
        .anyMatch(line -> line.startsWith("ROOT logs at INFO until"))
        .endsWith("At TRACE, the texts and the numbers of people are in the log.");

    assertThat(run("org.threadless", "configured").outLines())
        .singleElement()
        .asString()
        .startsWith("ROOT ");
    assertThat(run("ROOT", "configured").outLines())
        .containsExactly("all loggers log as they are configured");
  }

  @Test
  void whatCannotBeIsOneLine() {
    assertThat(run("org.threadless").errLines())
        .containsExactly("LEVEL is missing: router log-level org.threadless DEBUG");
    assertThat(run("org.threadless", "loud").errLines())
        .containsExactly(
            "LEVEL must be TRACE, DEBUG, INFO, WARN, ERROR, OFF or configured, and is loud");
    assertThat(run("org.threadless", "configured").errLines())
        .containsExactly("org.threadless logs as it is configured already");
    assertThat(run("org threadless", "DEBUG").errLines())
        .containsExactly("LOGGER must be the name of one, such as org.threadless.http");
    assertThat(run("a", "DEBUG", "--for", "0s").errLines())
        .containsExactly("--for is not valid: must be 1s at least");
    assertThat(run().outLines()).containsExactly("all loggers log as they are configured");
  }

  @Test
  void whereNoRouterServesThatIsSaidWithWhereTheLevelsOfTheNextOneStand() {
    serving.close();

    CommandResult ran = run("org.threadless", "DEBUG");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.errLines())
        .singleElement()
        .asString()
        .startsWith("no router that serves with " + temp.resolve("router.yml"))
        .endsWith("logging.levels");
  }

  private CommandResult run(String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "log-level";
    all[1] = config;
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return CommandResult.router(all);
  }
}
