package org.threadless.router.engine.backend;

import jakarta.inject.Provider;
import java.util.Optional;
import org.threadless.router.backend.Backend;
import org.threadless.router.incoming.IncomingHandler;
import org.threadless.router.incoming.KeepingHandler;
import org.threadless.router.message.BackendName;

/**
 * A backend as the configuration names it.
 *
 * @param name its configured name
 * @param engine its kind
 * @param settings what is set for every kind
 * @param handlerName the name of what its incoming messages go to
 * @param provider gives its one instance
 * @param handler gives what its incoming messages go to
 */
public record ConfiguredBackend(
    BackendName name,
    String engine,
    BackendSettings settings,
    String handlerName,
    Provider<? extends Backend> provider,
    Provider<? extends IncomingHandler> handler) {

  /** The name of the handler that stores what comes in. */
  public static final String QUEUE_HANDLER = "queue";

  /** Returns the same with other providers. */
  public ConfiguredBackend with(
      Provider<? extends Backend> newProvider, Provider<? extends IncomingHandler> newHandler) {
    return new ConfiguredBackend(name, engine, settings, handlerName, newProvider, newHandler);
  }

  /** Returns what its incoming messages go to, where that keeps them elsewhere. */
  public Optional<KeepingHandler> keeping() {
    return handler.get() instanceof KeepingHandler keeping
        ? Optional.of(keeping)
        : Optional.empty();
  }

  /** Returns whether its incoming messages are stored now and routed out of band. */
  public boolean isQueued() {
    return handlerName.equals(QUEUE_HANDLER);
  }
}
