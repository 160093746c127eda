package org.threadless.http;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.threadless.router.engine.backend.Backends;

/** The names of the backends, by their paths. */
final class MountedNames implements Refusals.Mounted {

  private final Map<String, String> names;

  MountedNames(Backends backends) {
    this.names =
        backends.all().stream()
            .collect(
                Collectors.toMap(
                    backend -> HttpService.path(backend.engine(), backend.name()),
                    backend -> backend.name().value()));
  }

  @Override
  public Optional<String> at(String path) {
    String[] parts = RepeatedSlashHandler.single(path).split("/", 4);
    return parts.length < 3
        ? Optional.empty()
        : Optional.ofNullable(names.get("/" + parts[1] + "/" + parts[2] + "/"));
  }
}
