package org.threadless.server.command.typed;

import java.util.Optional;
import java.util.Set;
import org.threadless.router.message.BackendName;
import picocli.CommandLine.Option;

/** Which backends' messages a command is for. */
public final class BackendSelection {

  @Option(names = "--backend", paramLabel = "NAME", description = "Only messages of this backend.")
  private String backend;

  /** Returns those that were chosen, of those that are configured: nobody works for others. */
  public Set<BackendName> chosen(Set<BackendName> configured) {
    return one(configured).map(Set::of).orElse(configured);
  }

  /** Returns the one that was chosen, of those that are configured; empty where none was. */
  public Optional<BackendName> one(Set<BackendName> configured) {
    return Optional.ofNullable(backend)
        .map(name -> new ConfiguredBackends(configured).require("--backend", name));
  }
}
