package org.threadless.server.command.typed;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Identity;
import org.threadless.router.message.Numbers;
import org.threadless.server.command.place.ConfigOption;
import org.threadless.server.config.ConfigFile;
import org.threadless.server.numbers.PhoneNumbers;

/**
 * A number that somebody has typed who looks for its messages.
 *
 * @param identity as it was typed
 * @param file the configuration, be it right otherwise or not
 */
public record TypedIdentity(Identity identity, ConfigFile file) {

  /**
   * Returns whose messages are meant: also as it is written, since it may be stored since before
   * its backend had a region.
   */
  public Set<Connection> on(Collection<BackendName> backends) {
    Numbers numbers = numbers();
    return backends.stream()
        .map(backend -> new Connection(backend, identity))
        .flatMap(connection -> Stream.of(connection, numbers.uniform(connection)))
        .collect(Collectors.toSet());
  }

  // The same number is another one where a backend has another region.
  private Numbers numbers() {
    Map<BackendName, String> regions = new HashMap<>();
    for (BackendName backend : ConfigOption.names(file)) {
      file.region(backend.value())
          .filter(PhoneNumbers::isRegion)
          .ifPresent(region -> regions.put(backend, region));
    }
    return PhoneNumbers.of(regions);
  }
}
