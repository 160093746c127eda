package org.threadless.server.command;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.threadless.http.HttpService;
import org.threadless.http.HttpSettings;
import org.threadless.router.backend.BackendCall;
import org.threadless.router.backend.BackendCommand;
import org.threadless.router.backend.BackendOption;
import org.threadless.router.engine.wiring.BackendInstance;
import org.threadless.router.loop.OutOfMemory;
import org.threadless.server.wiring.Setup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code router <engine> <command> BACKEND}: a command of a plugin. */
@Command(mixinStandardHelpOptions = true)
final class PluginCommand implements Callable<Integer> {

  private final String engine;
  private final BackendCommand command;

  @Spec private CommandSpec spec;

  @Mixin private ConfigOption config;

  @Parameters(index = "0", paramLabel = "BACKEND", description = "A configured backend.")
  private String backend;

  @Parameters(index = "1..*", paramLabel = "ARGUMENT", description = "What else it takes.")
  private List<String> arguments = List.of();

  PluginCommand(String engine, BackendCommand command) {
    this.engine = engine;
    this.command = command;
  }

  @Override
  public Integer call() throws Exception {
    Setup setup = config.setup();
    BackendInstance instance = find(setup.backends());
    HttpSettings http = setup.config().http();
    URI root = HttpService.url(http.host(), http.port());
    int exit =
        run(
            new BackendCall(
                instance.name(),
                instance.settings(),
                root,
                http.publicUrl().stream().findFirst(),
                options(),
                arguments,
                spec.commandLine().getOut()));
    spec.commandLine().getOut().flush();
    return exit;
  }

  static String flag(BackendOption option) {
    return "--" + option.name();
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
      throw new IllegalStateException(engine + " " + command.name() + " threw " + e, e);
    }
  }

  private BackendInstance find(List<BackendInstance> configured) {
    List<BackendInstance> ofEngine =
        configured.stream().filter(each -> each.engine().equals(engine)).toList();
    return ofEngine.stream()
        .filter(each -> each.name().value().equals(backend))
        .findFirst()
        .orElseThrow(() -> new UserException(unknown(ofEngine)));
  }

  private String unknown(List<BackendInstance> ofEngine) {
    return ofEngine.stream()
        .map(each -> each.name().value())
        .sorted()
        .collect(
            Collectors.joining(
                ", ",
                "no backend of the engine "
                    + engine
                    + " is configured as "
                    + backend
                    + "; configured: ",
                ofEngine.isEmpty() ? "none" : ""));
  }
}
