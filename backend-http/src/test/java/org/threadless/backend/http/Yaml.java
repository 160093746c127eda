package org.threadless.backend.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.threadless.server.config.ConfigFile;
import org.threadless.server.config.RouterConfig;

/** Reads settings as the server does. */
final class Yaml {

  private Yaml() {}

  /**
   * Returns the settings of a backend.
   *
   * @throws org.threadless.server.config.text.ConfigException where they have a mistake
   */
  static HttpBackendSettings settings(String yaml) {
    try {
      Path file = Files.createTempFile("router", ".yml");
      try {
        Files.writeString(file, "backends:\n  g:\n    engine: http\n" + yaml.indent(4));
        return settings(ConfigFile.read(file, Map.of()));
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HttpBackendSettings settings(ConfigFile file) {
    RouterConfig config = RouterConfig.from(file, engine -> Optional.of(new HttpGatewayPlugin()));
    HttpBackendSettings settings =
        config
            .backends()
            .get(0)
            .settings()
            .bind(HttpBackendSettings.class, file.mistakes())
            .orElse(null);
    file.mistakes().throwIfAny();
    return settings;
  }
}
