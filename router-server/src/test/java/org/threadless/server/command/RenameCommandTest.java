package org.threadless.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backend that has another name in the configuration than its messages have. */
class RenameCommandTest {

  @TempDir Path temp;

  private String configured(String backends) {
    return new ConfigFolder(temp)
        .option(
            """
            database: {url: 'jdbc:h2:file:%s'}
            apps: [greeter]
            backends: {%s}
            """
                .formatted(temp.resolve("db"), backends));
  }

  @Test
  void whatWaitsForABackendThatIsGoneIsToldWithTheCommandAndMovedByIt() {
    String before = configured("one: {engine: journal}");
    CommandResult.router("pause", before, "one");
    CommandResult.router("incoming", before, "one", "254700111222", "hello");
    CommandResult.router("send", before, "one", "254700111222", "more");

    String after = configured("two: {engine: journal}");
    assertThat(CommandResult.router("check", after).out())
        .contains("warning: backend one is not configured, and messages of it wait to be sent: 2")
        .contains("'bin/router backend rename one NEW'");

    CommandResult ran = rename(after, "one", "two");
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out())
        .isEqualTo(
            "renamed one to two: 1 connections, with all their messages, of which wait: 2\n");
    assertThat(CommandResult.router("check", after).out()).doesNotContain("warning: backend one");
    assertThat(of(after))
        .contains(" to 254700111222 by two", "  text: hello")
        .doesNotContain(" by one");
    assertThat(rename(after, "one", "two").errLines())
        .containsExactly("nothing is stored of a backend one");
  }

  @Test
  void appsFollow() {
    String before = configured("one: {engine: journal}");
    CommandResult.router("incoming", before, "one", "254700111222", "tally");

    String after = configured("two: {engine: journal}");

    assertThat(rename(after, "one", "two").exitCode()).isZero();
  }

  @Test
  void whereSomethingIsStoredOfTheOtherNothingIsChangedUnlessItIsToBeMerged() {
    String both = configured("one: {engine: journal}, two: {engine: journal}");
    CommandResult.router("incoming", both, "one", "254700111222", "hello");
    CommandResult.router("incoming", both, "two", "254700111222", "good morning");

    assertThat(rename(both, "one", "two").errLines())
        .containsExactly(
            "OLD is still a configured backend: one; give it its new name in "
                + temp.resolve("router.yml")
                + " first");

    String after = configured("two: {engine: journal}");
    assertThat(rename(after, "one", "two").errLines())
        .containsExactly(
            "nothing is changed: 1 connections are stored of two already; with --merge, those of"
                + " both become one");
    assertThat(of(after)).contains("  text: good morning").doesNotContain("  text: hello");

    assertThat(CommandResult.router("backend", "rename", after, "--merge", "one", "two").exitCode())
        .isZero();
    assertThat(of(after))
        .contains("  text: hello", "  text: good morning")
        .doesNotContain(" by one");
  }

  @Test
  void aNameThatIsNotConfiguredIsOneLine() {
    String config = configured("two: {engine: journal}");

    assertThat(rename(config, "one", "three").errLines())
        .containsExactly("NEW is not the name of a configured backend: three; configured: two");
  }

  private static CommandResult rename(String config, String before, String now) {
    return CommandResult.router("backend", "rename", config, before, now);
  }

  private static String of(String config) {
    return CommandResult.router("message", config, "--of", "254700111222", "--last", "99").out();
  }
}
