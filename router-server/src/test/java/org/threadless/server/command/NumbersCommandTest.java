package org.threadless.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One person, however the number is written, from the command line. */
class NumbersCommandTest {

  @TempDir Path temp;
  private String config;

  @BeforeEach
  void configure() {
    config = configured("");
  }

  private String configured(String numbers) {
    return new ConfigFolder(temp)
        .option(
            """
            database: {url: 'jdbc:h2:file:%s'}
            apps: [greeter]
            routes:
              - {prefix: "+254", to: one}
            backends:
              one: {engine: journal%s}
            """
                .formatted(temp.resolve("db"), numbers));
  }

  @Test
  void withARegionOnePersonIsOneHoweverTheNumberIsWritten() {
    config = configured(", numbers: {region: KE}");
    say("+254700111222");
    say("0700 111 222");
    say("254700111222");
    say("22334");
    say("MTN");

    String person = " from +254700111222 by one";
    assertThat(of("0700 111 222")).containsSubsequence(person, person, person);
    assertThat(of("22334")).contains(" from 22334 by one");
    assertThat(of("MTN")).contains(" from MTN by one");
    assertThat(CommandResult.router("route", config, "0700 111 222").out())
        .startsWith("+254700111222 goes by one\n");
    assertThat(CommandResult.router("send", config, "one", "0700-111-222", "hi").exitCode())
        .isZero();
    assertThat(of("+254700111222")).contains("  text: hi\n");
  }

  @Test
  void appsFollowAnIdentityThatChanges() {
    String yaml =
        "{database: {url: 'jdbc:h2:file:%s'}, apps: [tally], backends: {one: {engine: journal%s}}}";
    config = new ConfigFolder(temp).option(yaml.formatted(temp.resolve("tallied"), ""));
    assertThat(tally("0700 111 222")).contains("tally 1");
    assertThat(CommandResult.router("numbers", config, "one", "--region=KE", "--write").err())
        .isEmpty();

    config =
        new ConfigFolder(temp)
            .option(yaml.formatted(temp.resolve("tallied"), ", numbers: {region: KE}"));

    assertThat(tally("0700111222")).contains("tally 2");
  }

  private String tally(String identity) {
    return CommandResult.router("incoming", config, "one", identity, "tally").out();
  }

  @Test
  void withoutOneNothingIsChanged() {
    say("0700 111 222");

    assertThat(of("0700 111 222")).contains(" from 0700 111 222 by one");
    assertThat(CommandResult.router("message", config, "--of", "+254700111222").exitCode()).isOne();
  }

  @Test
  void whatIsStoredIsShownAndThenMadeUniform() {
    say("0700 111 222");
    say("254700111222");
    say("22334");

    CommandResult shown = CommandResult.router("numbers", config, "one", "--region", "KE");
    CommandResult written =
        CommandResult.router("numbers", config, "one", "--region", "KE", "--write");
    CommandResult again =
        CommandResult.router("numbers", config, "one", "--region", "KE", "--write");

    assertThat(shown.err()).isEmpty();
    assertThat(shown.outLines())
        .containsExactly(
            "0700 111 222  ->  +254700111222  messages: 2",
            "254700111222  ->  +254700111222  messages: 2, becomes one with those of that",
            "to be changed: 2 identities, of which become one with another: 1; --write changes"
                + " them, while no router runs");
    assertThat(written.outLines())
        .last()
        .isEqualTo("changed: 2 identities, of which become one with another: 1");
    assertThat(again.outLines()).containsExactly("all identities of one are as they should be");
    assertThat(of("+254700111222")).contains("Hello from greeter");
    assertThat(of("22334")).contains(" from 22334 by one");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "one||name a --region, such as KE: the backend has no numbers",
        "one|XX|--region must be two capital letters such as KE, and the numbers of XX are not known",
        "two|KE|BACKEND is not the name of a configured backend: two; configured: one"
      })
  void whatIsWrongIsSaidInALine(String backend, String region, String line) {
    CommandResult ran =
        region == null
            ? CommandResult.router("numbers", config, backend)
            : CommandResult.router("numbers", config, backend, "--region", region);

    assertThat(ran.exitCode()).isOne();
    assertThat(ran.errLines()).containsExactly(line);
  }

  @ParameterizedTest
  @CsvSource({"XX", "ke", "Kenya"})
  void aRegionThatIsNoneIsAMistakeOfItsLine(String region) throws IOException {
    configured(", numbers: {region: " + region + "}");

    CommandResult ran = CommandResult.router("check", config);

    assertThat(ran.exitCode()).isOne();
    assertThat(ran.errLines())
        .singleElement()
        .asString()
        .startsWith(temp.resolve("router.yml") + ":")
        .contains("backends.one.numbers", "such as KE", region);
    assertThat(Files.exists(temp.resolve("db.mv.db"))).isFalse();
  }

  private void say(String identity) {
    CommandResult said = CommandResult.router("incoming", config, "one", identity, "hello");
    assertThat(said.err()).isEmpty();
    assertThat(said.exitCode()).isZero();
  }

  private String of(String identity) {
    CommandResult found = CommandResult.router("message", config, "--of", identity, "--last", "99");
    assertThat(found.err()).isEmpty();
    return found.out();
  }
}
