package org.threadless.router.backend;

import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Numbers;

/**
 * What a {@link BackendCommand} works on.
 *
 * @param backend the backend's configured name
 * @param settings its settings, or those of its handler, of the plugin's {@code configType}
 * @param declared the settings that its preset declares, a line each for people; none without one
 * @param mistakes what is wrong with the backend, a line each for people; none unless the command
 *     {@linkplain BackendCommand#takesDrafts takes drafts}
 * @param root the URL of the server's root, as the configuration has it
 * @param publicUrl the URL that gateways reach that root by, where the configuration of the server
 *     has one
 * @param numbers how identities are made uniform
 * @param options the values of the options that were given, by their names without dashes
 * @param arguments what else stands on the command line
 * @param out where results go, and what a user should mend, a line each
 */
public record BackendCall(
    BackendName backend,
    Record settings,
    List<String> declared,
    List<String> mistakes,
    URI root,
    Optional<URI> publicUrl,
    Numbers numbers,
    Map<String, String> options,
    List<String> arguments,
    PrintWriter out) {

  /** Copies lists and map. */
  public BackendCall {
    Objects.requireNonNull(backend, "backend");
    Objects.requireNonNull(settings, "settings");
    declared = List.copyOf(declared);
    mistakes = List.copyOf(mistakes);
    Objects.requireNonNull(root, "root");
    Objects.requireNonNull(publicUrl, "publicUrl");
    Objects.requireNonNull(numbers, "numbers");
    options = Map.copyOf(options);
    arguments = List.copyOf(arguments);
    Objects.requireNonNull(out, "out");
  }

  /** Returns the value of an option; empty where it was not given. */
  public Optional<String> option(String name) {
    return Optional.ofNullable(options.get(name));
  }
}
