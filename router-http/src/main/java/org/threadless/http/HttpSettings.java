package org.threadless.http;

import org.threadless.router.config.Settings;

/**
 * Where the server listens: {@code http} in the configuration.
 *
 * @param host a name or address of this machine; default 127.0.0.1
 * @param port 0 takes any free port; default 8000
 */
public record HttpSettings(String host, Integer port) {

  /** Fills in the defaults. */
  public HttpSettings {
    host = Settings.notBlank("host", Settings.orElse(host, "127.0.0.1"));
    port = Settings.range("port", Settings.orElse(port, 8000), 0, 65535);
  }
}
