package org.threadless.server.command;

import java.util.Set;
import org.threadless.router.message.BackendName;
import picocli.CommandLine.Option;

/** Which backends' messages a command is for. */
final class BackendSelection {

  @Option(names = "--backend", paramLabel = "NAME", description = "Only messages of this backend.")
  private String backend;

  /** Returns those that were chosen, of those that are configured: nobody works for others. */
  Set<BackendName> chosen(Set<BackendName> configured) {
    return backend == null
        ? configured
        : Set.of(new ConfiguredBackends(configured).require("--backend", backend));
  }
}
