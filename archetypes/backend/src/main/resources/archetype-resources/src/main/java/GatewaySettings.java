package ${package};

import java.net.URI;
import java.time.Duration;
import org.threadless.router.config.Secret;
import org.threadless.router.config.Settings;

/**
 * The settings of one backend.
 *
 * @param url where messages are sent
 * @param apiKey what the gateway knows us by
 * @param timeout how long to wait for the connection, and for the answer; default 10s
 */
record GatewaySettings(URI url, Secret apiKey, Duration timeout) {

  GatewaySettings {
    Settings.httpUrl("url", Settings.required("url", url));
    Settings.required("apiKey", apiKey);
    timeout = Settings.positive("timeout", Settings.orElse(timeout, Duration.ofSeconds(10)));
  }
}
