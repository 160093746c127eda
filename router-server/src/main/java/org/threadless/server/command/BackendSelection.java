package org.threadless.server.command;

import java.util.Set;
import java.util.stream.Collectors;
import org.threadless.router.message.BackendName;
import picocli.CommandLine.Option;

/** Which backends' messages a command is for. */
final class BackendSelection {

  @Option(names = "--backend", paramLabel = "NAME", description = "Only messages of this backend.")
  private String backend;

  /** Returns those that were chosen, of those that are configured: nobody works for others. */
  Set<BackendName> chosen(Set<BackendName> configured) {
    if (backend == null) {
      return configured;
    }
    BackendName name = MessageParameters.valid("--backend", () -> new BackendName(backend));
    if (!configured.contains(name)) {
      throw new UserException(
          "--backend is not the name of a configured backend: "
              + name
              + "; configured: "
              + configured.stream()
                  .map(BackendName::value)
                  .sorted()
                  .collect(Collectors.joining(", ")));
    }
    return Set.of(name);
  }
}
