package org.threadless.router.backend;

import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.threadless.router.message.BackendName;

/**
 * What a {@link BackendCommand} works on.
 *
 * @param backend the backend's configured name
 * @param settings its settings, of the plugin's {@code configType}
 * @param root the URL of the server's root, as the configuration has it
 * @param arguments what else stands on the command line
 * @param out where results go, and what a user should mend, a line each
 */
public record BackendCall(
    BackendName backend, Record settings, URI root, List<String> arguments, PrintWriter out) {

  /** Copies the list. */
  public BackendCall {
    Objects.requireNonNull(backend, "backend");
    Objects.requireNonNull(settings, "settings");
    Objects.requireNonNull(root, "root");
    arguments = List.copyOf(arguments);
    Objects.requireNonNull(out, "out");
  }
}
