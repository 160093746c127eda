package org.threadless.server.manual;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

class ManualPageTest {

  @Command(
      name = "tool",
      version = "Tool 1.2",
      description = "Does things.",
      mixinStandardHelpOptions = true,
      synopsisSubcommandLabel = "COMMAND",
      subcommands = {Paint.class, Group.class, Secret.class})
  static final class Tool {}

  @Command(
      name = "paint",
      description = {"'Paints' 100%% of it.", ".Dots are no requests, nor is \\n."},
      mixinStandardHelpOptions = true)
  static final class Paint {
    @Option(
        names = {"-c", "--colour"},
        paramLabel = "NAME",
        description = "In this one.")
    String colour;

    @Option(names = "--twice", description = "Two coats.")
    boolean twice;

    @Option(names = "--unseen", hidden = true)
    boolean unseen;

    @Parameters(paramLabel = "WALL", description = "What is painted.")
    String wall;
  }

  @Command(name = "group", description = "About groups.", subcommands = Paint.class)
  static final class Group {}

  @Command(name = "secret", hidden = true, description = "Not for you.")
  static final class Secret {}

  private final List<String> page = ManualPage.of(new CommandLine(new Tool())).lines().toList();

  @Test
  void itBeginsWithTheNameInOneLine() {
    assertThat(page)
        .startsWith(
            ".TH \"TOOL\" \"1\" \"\" \"Tool 1.2\" \"Tool 1.2\"",
            ".SH \"NAME\"",
            "tool \\- Does things.",
            ".SH \"SYNOPSIS\"",
            "tool [\\-hV] COMMAND");
  }

  @Test
  void everyCommandIsThereWithWhatItTakesAndThoseOfAGroupUnderTheirWholeName() {
    assertThat(page)
        .containsSubsequence(
            ".SS \"tool paint [\\-hV] [\\-\\-twice] [\\-c=NAME] WALL\"",
            "\\&'Paints' 100% of it.",
            "\\&.Dots are no requests, nor is \\en.",
            ".TP",
            ".B \"WALL\"",
            "What is painted.",
            ".TP",
            ".B \"\\-c, \\-\\-colour=NAME\"",
            "In this one.",
            ".TP",
            ".B \"\\-\\-twice\"",
            "Two coats.",
            ".SS \"tool group paint [\\-hV] [\\-\\-twice] [\\-c=NAME] WALL\"",
            ".SH \"EXIT STATUS\"");
  }

  @Test
  void whatIsHiddenIsNot() {
    assertThat(page).noneMatch(line -> line.contains("secret") || line.contains("unseen"));
  }
}
