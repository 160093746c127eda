package org.threadless.server.manual;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The manual page of a command and all below it: what {@code --help} says of each, one after the
 * other. The sections FILES and SEE ALSO are left to whoever installs it.
 */
public final class ManualPage {

  // More than any synopsis has: man breaks lines itself.
  private static final int NO_BREAKS = 2_000;

  private static final List<String> OF_ALL = List.of("--help", "--version");

  private final Roff roff = new Roff();

  private ManualPage() {}

  /** Returns the page in the language of {@code man}. */
  public static String of(CommandLine command) {
    ManualPage page = new ManualPage();
    page.write(command);
    return page.roff.toString();
  }

  private void write(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    String name = spec.name();
    roff.title(name, spec.version()[0]);
    roff.section("NAME");
    roff.line(name + " - " + String.join(" ", description(spec)));
    roff.section("SYNOPSIS");
    roff.line(synopsis(command));
    roff.section("OPTIONS");
    roff.item("-h, --help", List.of("Shows what a command does, and ends."));
    roff.item("-V, --version", List.of("Prints the versions of the router and of Java, and ends."));
    roff.section("COMMANDS");
    below(command);
    roff.section("EXIT STATUS");
    roff.item("0", List.of("It was done."));
    roff.item("1", List.of("It failed; standard error says why."));
    roff.item("2", List.of("The command line is wrong."));
    roff.section("ENVIRONMENT");
    roff.item(
        "ROUTER_HOME",
        List.of("The folder of conf, plugins and data; relative paths start from it."));
    roff.item("ROUTER_CONF", List.of("The folder of router.yml, where it is another one."));
    roff.item("ROUTER_OPTS", List.of("Options for Java, split at blanks: -Xmx512m"));
    roff.item("JAVA_HOME", List.of("Which Java to take."));
  }

  private void below(CommandLine command) {
    for (CommandLine each : new LinkedHashSet<>(command.getSubcommands().values())) {
      CommandSpec spec = each.getCommandSpec();
      if (spec.usageMessage().hidden()) {
        continue;
      }
      if (each.getSubcommands().isEmpty()) {
        command(each, spec);
      } else {
        below(each);
      }
    }
  }

  private void command(CommandLine command, CommandSpec spec) {
    roff.subsection(synopsis(command));
    roff.lines(description(spec));
    for (PositionalParamSpec parameter : spec.positionalParameters()) {
      if (!parameter.hidden()) {
        roff.item(parameter.paramLabel(), description(parameter));
      }
    }
    for (OptionSpec option : spec.options()) {
      if (!option.hidden() && !OF_ALL.contains(option.longestName())) {
        roff.item(names(option), description(option));
      }
    }
  }

  private static String names(OptionSpec option) {
    String names = String.join(", ", option.names());
    return option.arity().max() == 0 ? names : names + "=" + option.paramLabel();
  }

  private static String synopsis(CommandLine command) {
    command.setUsageHelpWidth(NO_BREAKS);
    Help help = new Help(command.getCommandSpec(), Help.defaultColorScheme(Help.Ansi.OFF));
    return help.synopsis(0).strip().replaceAll("\\s+", " ");
  }

  private static List<String> description(CommandSpec spec) {
    return plain(spec.usageMessage().description());
  }

  private static List<String> description(ArgSpec argument) {
    return plain(argument.description());
  }

  // Picocli takes descriptions for formats.
  private static List<String> plain(String... description) {
    return Arrays.stream(description)
        .map(line -> line.replace("%n", " ").replace("%%", "%"))
        .toList();
  }
}
