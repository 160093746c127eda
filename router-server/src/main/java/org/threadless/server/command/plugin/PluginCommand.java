package org.threadless.server.command.plugin;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.threadless.http.HttpSettings;
import org.threadless.router.backend.BackendCall;
import org.threadless.router.backend.BackendCommand;
import org.threadless.router.backend.BackendOption;
import org.threadless.router.loop.OutOfMemory;
import org.threadless.server.command.place.ConfigOption;
import org.threadless.server.command.typed.UserException;
import org.threadless.server.config.ConfigFile;
import org.threadless.server.config.text.Mistake;
import org.threadless.server.wiring.BackendDraft;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code router <engine or handler> <command> BACKEND}: a command of a plugin. */
@Command(mixinStandardHelpOptions = true)
final class PluginCommand implements Callable<Integer> {

  private static final String PRESET = "--preset";

  private final CommandedBackends backends;
  private final BackendCommand command;

  @Spec private CommandSpec spec;

  @Mixin private ConfigOption config;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "BACKEND",
      description = "A configured backend.")
  private String backend;

  @Parameters(index = "1..*", paramLabel = "ARGUMENT", description = "What else it takes.")
  private List<String> arguments = List.of();

  PluginCommand(CommandedBackends backends, BackendCommand command) {
    this.backends = backends;
    this.command = command;
  }

  @Override
  public Integer call() throws Exception {
    BackendDraft draft = draft();
    HttpSettings http = draft.http();
    int exit =
        run(
            new BackendCall(
                draft.instance().name(),
                backends.settings(draft.instance()),
                draft.declared(),
                draft.mistakes().stream().map(Mistake::toString).toList(),
                http.root(),
                http.publicUrl().stream().findFirst(),
                draft.numbers(),
                options(),
                arguments,
                spec.commandLine().getOut()));
    spec.commandLine().getOut().flush();
    return exit;
  }

  /** Returns the command as picocli has it. */
  static CommandLine of(CommandedBackends backends, BackendCommand command) {
    CommandLine line = new CommandLine(new PluginCommand(backends, command));
    CommandSpec spec = line.getCommandSpec();
    spec.usageMessage().description(command.description());
    if (command.takesDrafts()) {
      spec.addOption(option(PRESET, "NAME", "Instead of BACKEND: a preset that none has yet."));
    }
    command
        .options()
        .forEach(
            option -> spec.addOption(option(flag(option), option.value(), option.description())));
    return line;
  }

  private static OptionSpec option(String flag, String value, String description) {
    return OptionSpec.builder(flag)
        .type(String.class)
        .paramLabel(value)
        .description(description)
        .build();
  }

  private static String flag(BackendOption option) {
    return "--" + option.name();
  }

  private BackendDraft draft() {
    Optional<String> preset =
        Optional.ofNullable(spec.findOption(PRESET)).map(OptionSpec::getValue);
    if (preset.isPresent() == (backend != null)) {
      throw new ParameterException(
          spec.commandLine(),
          "name a BACKEND" + (command.takesDrafts() ? ", or else a --preset" : ""));
    }
    ConfigFile file = config.read();
    return preset.isPresent() ? ofPreset(file, preset.get()) : ofBackend(file);
  }

  // Of course there is no value yet of what it needs.
  private BackendDraft ofPreset(ConfigFile file, String preset) {
    return BackendDraft.read(file.ofPreset(backends.name(), preset), config.plugins())
        .withoutUnwritten();
  }

  private BackendDraft ofBackend(ConfigFile file) {
    List<String> those = backends.in(file, config.plugins());
    if (!those.contains(backend)) {
      throw new UserException(backends.unknown(backend, those));
    }
    BackendDraft draft = BackendDraft.read(file.ofBackend(backend), config.plugins());
    if (!command.takesDrafts()) {
      draft.throwIfAny();
    }
    return draft;
  }

  private Map<String, String> options() {
    Map<String, String> given = new HashMap<>();
    for (BackendOption option : command.options()) {
      String value = spec.findOption(flag(option)).getValue();
      if (value != null) {
        given.put(option.name(), value);
      }
    }
    return given;
  }

  private int run(BackendCall call) throws Exception {
    try {
      return command.run(call);
    } catch (Error e) {
      OutOfMemory.end(e);
      // Like any other that it throws; picocli knows exceptions only.
      throw new IllegalStateException(backends.name() + " " + command.name() + " threw " + e, e);
    }
  }
}
