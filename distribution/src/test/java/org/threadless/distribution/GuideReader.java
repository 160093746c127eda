package org.threadless.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody who follows a document word by word, at a shell, and looks whether it is so. */
final class GuideReader {

  /** What differs each time: ids, and how long something took. */
  private static final Pattern VARYING =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}| +[0-9]+\\.[0-9]{3} ms");

  /** A line in the place of those that the document does not show. */
  private static final String LEFT_OUT = "...";

  private final Path home;
  private final Path tools;
  private Path here;

  private GuideReader(Path home, Path tools) {
    this.home = home;
    this.tools = tools;
    this.here = home;
  }

  /**
   * Sits down before a shell.
   *
   * @param home the folder {@code ~}
   */
  static GuideReader at(Path home, Maven maven) throws IOException {
    Path tools = Files.createDirectory(home.resolve("tools"));
    maven.writeScript(tools.resolve("mvn"));
    return new GuideReader(home, tools);
  }

  void follow(GuideStep step) throws IOException, InterruptedException {
    if (step instanceof GuideStep.Command command) {
      type(command);
    } else if (step instanceof GuideStep.Write write) {
      write(here.resolve(write.path()), write.content());
    }
  }

  private void type(GuideStep.Command command) throws IOException, InterruptedException {
    Path folder = tools.resolve("folder");
    ProcessBuilder shell =
        Distribution.command("bash", "-ec", command.command() + "\npwd >'" + folder + "'");
    shell.environment().put("HOME", home.toString());
    shell.environment().put("PATH", tools + ":" + System.getenv("PATH"));
    shell.environment().keySet().removeIf(name -> name.startsWith("MAVEN_"));
    FinishedCommand finished = FinishedCommand.of(shell.directory(here.toFile()));

    assertThat(finished.exit()).as(command.command() + "\n" + finished).isZero();
    if (!command.output().isEmpty()) {
      String out = finished.out().stream().map(this::same).collect(Collectors.joining("\n"));
      assertThat(out + "\n").as(command.command()).matches(pattern(command.output()));
    }
    here = Path.of(Files.readString(folder).strip());
  }

  private String pattern(List<String> shown) {
    return shown.stream()
        .map(line -> line.equals(LEFT_OUT) ? "(.*\n)*" : Pattern.quote(same(line) + "\n"))
        .collect(Collectors.joining());
  }

  private String same(String line) {
    return VARYING.matcher(line.replace(home.toString(), "~")).replaceAll("(varies)");
  }

  private static void write(Path file, String content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, file.endsWith("conf/router.yml") ? section(file, content) : content);
  }

  /** Returns a configuration with one of its sections replaced. */
  private static String section(Path file, String section) throws IOException {
    String name = section.substring(0, section.indexOf('\n'));
    String before = Files.readString(file);
    String after =
        Pattern.compile("^" + Pattern.quote(name) + "\n(\n? .*\n)*", Pattern.MULTILINE)
            .matcher(before)
            .replaceFirst(Matcher.quoteReplacement(section));
    assertThat(after).as("the configuration with another " + name).isNotEqualTo(before);
    return after;
  }
}
