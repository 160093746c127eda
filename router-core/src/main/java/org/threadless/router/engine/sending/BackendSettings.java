package org.threadless.router.engine.sending;

import static org.threadless.router.config.Settings.orElse;
import static org.threadless.router.config.Settings.range;

import java.util.Optional;

/**
 * What is set for a backend of any kind.
 *
 * @param concurrency of the messages that wait: how many this node routes at a time, and how many
 *     it sends, 1 to 1000; default 10
 * @param retry when messages that could not be sent are tried again
 * @param hours when what apps send of themselves may go out; default at any time
 */
public record BackendSettings(
    Integer concurrency, RetrySettings retry, Optional<HoursSettings> hours) {

  /** Fills in the defaults and checks the values. */
  public BackendSettings {
    concurrency = range("concurrency", orElse(concurrency, 10), 1, 1000);
    retry = orElse(retry, RetrySettings.defaults());
  }

  /** Returns the defaults. */
  public static BackendSettings defaults() {
    return new BackendSettings(null, null, Optional.empty());
  }
}
