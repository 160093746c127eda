package org.threadless.server.command.typed;

import java.util.Set;
import java.util.stream.Collectors;
import org.threadless.router.engine.wiring.BackendInstance;
import org.threadless.router.message.BackendName;
import org.threadless.server.wiring.Setup;

/** The names that an argument may have which means a backend. */
public record ConfiguredBackends(Set<BackendName> names) {

  /** Returns those of a configuration. */
  public static ConfiguredBackends of(Setup setup) {
    return new ConfiguredBackends(
        setup.backends().stream().map(BackendInstance::name).collect(Collectors.toSet()));
  }

  /** Returns the name that was given, and fails where no backend has it. */
  public BackendName require(String argument, String given) {
    return require(argument, MessageParameters.valid(argument, () -> new BackendName(given)));
  }

  /** Returns the same name, and fails where no backend has it. */
  public BackendName require(String argument, BackendName name) {
    if (!names.contains(name)) {
      throw new UserException(
          argument
              + " is not the name of a configured backend: "
              + name
              + "; configured: "
              + names.stream().map(BackendName::value).sorted().collect(Collectors.joining(", ")));
    }
    return name;
  }
}
