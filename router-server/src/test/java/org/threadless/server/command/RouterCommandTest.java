package org.threadless.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouterCommandTest {

  @TempDir Path temp;

  @Test
  void helpNamesTheCommands() {
    CommandResult ran = CommandResult.router("--help");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out())
        .contains("Usage: router", "serve", "check", "incoming", "apps", "backends", "endpoints");
    assertThat(ran.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"serve", "check", "incoming", "apps", "backends", "endpoints"})
  void everyCommandHasHelpAndTakesAConfiguration(String command) {
    CommandResult ran = CommandResult.router(command, "--help");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out()).startsWith("Usage: router " + command).contains("--config=FILE");
  }

  @Test
  void theManualPageAndWhatBashCompletesNameEveryCommand() {
    CommandResult manual = CommandResult.router("manual");
    CommandResult completion = CommandResult.router("completion");

    assertThat(manual.exitCode()).isZero();
    assertThat(manual.outLines())
        .contains("router \\- Routes text messages between backends and apps.")
        .anySatisfy(line -> assertThat(line).startsWith(".SS \"router serve "))
        .anySatisfy(line -> assertThat(line).startsWith(".SS \"router contact import "));
    assertThat(completion.exitCode()).isZero();
    assertThat(completion.outLines())
        .anySatisfy(line -> assertThat(line).startsWith("complete -F _complete_router "))
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("local commands=")
                    .contains("serve check")
                    .doesNotContain("manual"));
  }

  @Test
  void theVersionIsThatOfTheRouterAndOfJava() {
    CommandResult ran = CommandResult.router("--version");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.outLines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("Threadless Router "),
            line -> assertThat(line).isEqualTo("Java " + Runtime.version()));
  }

  @Test
  void withoutACommandUsageIsShown() {
    assertUsage("name a command", new String[0]);
  }

  @Test
  void anUnknownCommandIsNamedAndUsageIsShown() {
    assertUsage("'xyzzy'", "xyzzy");
  }

  @Test
  void aMissingArgumentIsNamedAndUsageIsShown() {
    assertUsage("TEXT", "incoming", "a", "1112223333");
  }

  @Test
  void anUnknownOptionIsNamedAndUsageIsShown() {
    assertUsage("--loud", "check", "--loud");
  }

  @Test
  void whatIsNearlyACommandOrAnOptionIsCorrectedInstead() {
    CommandResult command = CommandResult.router("servve");
    CommandResult option = CommandResult.router("check", "--confg=x");

    assertThat(command.exitCode()).isEqualTo(2);
    assertThat(command.errLines())
        .hasSize(2)
        .last()
        .asString()
        .startsWith("Did you mean: router serve");
    assertThat(option.exitCode()).isEqualTo(2);
    assertThat(option.errLines()).hasSize(2).last().asString().contains("--config");
  }

  private static void assertUsage(String named, String... arguments) {
    CommandResult ran = CommandResult.router(arguments);

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.errLines().get(0)).contains(named);
    assertThat(ran.err()).contains("Usage: router").doesNotContain("\tat ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"serve", "check"})
  void aMissingConfigurationIsOneLine(String command) {
    Path missing = temp.resolve("no-such.yml");
    CommandResult ran = CommandResult.router(command, "--config", missing.toString());

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.errLines()).containsExactly(missing + ": there is no such file");
  }

  @Test
  void appsAreListedWithVersionAndPlace() {
    CommandResult ran =
        CommandResult.router("apps", "--config=" + temp.resolve("not-even-there.yml"));

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.outLines())
        .anySatisfy(line -> assertThat(line).matches("greeter +unknown +.+"))
        .noneMatch(line -> line.startsWith("journal"));
  }

  @Test
  void presetsAreListedWithThoseBesideTheConfiguration() throws IOException {
    Path presets = Files.createDirectories(temp.resolve("presets"));
    Files.writeString(presets.resolve("mine.yml"), "outgoing: {url: x}");
    Files.writeString(presets.resolve("notes.txt"), "not a preset");

    CommandResult ran =
        CommandResult.router("backends", "--config=" + temp.resolve("not-even-there.yml"));

    assertThat(ran.outLines())
        .filteredOn(line -> line.startsWith("presets "))
        .containsExactly("presets of parcel: eagle, mine, pony");
  }

  @Test
  void enginesAreListedWithVersionAndPlace() {
    CommandResult ran = CommandResult.router("backends");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.outLines())
        .anySatisfy(line -> assertThat(line).matches("journal +unknown +.+"))
        .noneMatch(line -> line.startsWith("greeter"));
  }

  @Test
  void whatCannotBePrintedIsAFailure() {
    Writer full =
        new Writer() {
          @Override
          public void write(char[] buffer, int offset, int length) throws IOException {
            throw new IOException("No space left on device");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };

    int exit =
        RouterCommand.run(new PrintWriter(full), new PrintWriter(new StringWriter()), "--help");

    assertThat(exit).isEqualTo(1);
  }

  @Test
  void endpointsAreListedWithVersionAndPlace() {
    CommandResult ran = CommandResult.router("endpoints");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.outLines())
        .anySatisfy(line -> assertThat(line).matches("board +unknown +.+"))
        .anySatisfy(line -> assertThat(line).startsWith("health "))
        .noneMatch(line -> line.startsWith("greeter"));
  }

  @ParameterizedTest
  @MethodSource("errors")
  void anErrorThatOnlyTheSystemCanCauseIsOneLineThatSaysWhatToDo(Throwable error, String line) {
    StringWriter err = new StringWriter();

    int exit = UserErrors.plain().tell(error, new PrintWriter(err, true));

    assertThat(exit).isEqualTo(1);
    assertThat(err.toString().lines()).singleElement().asString().contains(line);
  }

  static List<Arguments> errors() {
    return List.of(
        Arguments.of(
            new UnsatisfiedLinkError("libnet.so: cannot open shared object: Too many open files"),
            "raise the limit, ulimit -n or LimitNOFILE="),
        Arguments.of(
            new UncheckedIOException(new IOException("Too many open files")),
            "raise the limit, ulimit -n or LimitNOFILE="),
        Arguments.of(
            new NoClassDefFoundError("com/google/inject/PrivateModule"),
            "a class cannot be loaded: java.lang.NoClassDefFoundError: com/google/inject/"));
  }
}
