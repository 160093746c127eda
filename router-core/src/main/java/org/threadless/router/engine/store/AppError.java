package org.threadless.router.engine.store;

import java.util.Objects;

/**
 * An exception in an app's phase method, as it is kept with the message.
 *
 * @param app the app's configured name; empty where the message could not be routed at all
 * @param phase the phase's name; empty likewise
 * @param error the exception's class and message
 */
public record AppError(String app, String phase, String error) {

  /** Refuses nulls. */
  public AppError {
    Objects.requireNonNull(app, "app");
    Objects.requireNonNull(phase, "phase");
    Objects.requireNonNull(error, "error");
  }
}
