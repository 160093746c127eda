package org.threadless.console;

import com.google.inject.Module;
import java.util.Optional;
import org.threadless.http.endpoint.Endpoint;
import org.threadless.http.endpoint.EndpointPlugin;

/** The console, with a module of a test beside its own. */
abstract class ExtendedConsole implements EndpointPlugin {

  private final ConsolePlugin console = new ConsolePlugin();

  /** Returns what is bound besides. */
  abstract Module more();

  @Override
  public final String name() {
    return console.name();
  }

  @Override
  public final Class<? extends Record> configType() {
    return console.configType();
  }

  @Override
  public final Class<? extends Endpoint> endpointType() {
    return console.endpointType();
  }

  @Override
  public final Optional<Module> module() {
    return console
        .module()
        .map(
            module ->
                binder -> {
                  binder.install(module);
                  binder.install(more());
                });
  }
}
