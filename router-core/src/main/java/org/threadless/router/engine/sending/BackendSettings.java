package org.threadless.router.engine.sending;

import static org.threadless.router.config.Settings.orElse;
import static org.threadless.router.config.Settings.range;

import java.util.List;
import java.util.Optional;
import org.threadless.router.config.OneOrMore;
import org.threadless.router.message.BackendName;

/**
 * What is set for a backend of any kind.
 *
 * @param concurrency of the messages that wait: how many this node routes at a time, and how many
 *     it sends, 1 to 1000; default 10
 * @param retry when messages that could not be sent are tried again
 * @param fallback the backends that its messages go out by while it is down, and those to whom it
 *     does not serve; the first one first
 */
public record BackendSettings(
    Integer concurrency, RetrySettings retry, Optional<OneOrMore<BackendName>> fallback) {

  /** Fills in the defaults and checks the values. */
  public BackendSettings {
    concurrency = range("concurrency", orElse(concurrency, 10), 1, 1000);
    retry = orElse(retry, RetrySettings.defaults());
  }

  /** Returns the defaults. */
  public static BackendSettings defaults() {
    return new BackendSettings(null, null, Optional.empty());
  }

  /** Returns the backends of {@code fallback}; none where it is left out. */
  public List<BackendName> fallbacks() {
    return fallback.map(OneOrMore::all).orElse(List.of());
  }
}
