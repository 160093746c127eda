package org.threadless.http;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.threadless.http.server.handler.RepeatedSlashHandler;
import org.threadless.http.server.refusal.Refusals;
import org.threadless.http.wiring.ConfiguredEndpoint;
import org.threadless.router.engine.backend.Backends;

/** The names of the backends and endpoints, by their paths. */
final class MountedNames implements Refusals.Mounted {

  private final Map<String, String> names;
  private final Set<String> endpoints;

  @Inject
  MountedNames(Backends backends, List<ConfiguredEndpoint> endpoints) {
    this.names =
        backends.all().stream()
            .collect(
                Collectors.toMap(
                    backend -> HttpService.path(backend.engine(), backend.name()),
                    backend -> backend.name().value()));
    this.endpoints = endpoints.stream().map(ConfiguredEndpoint::name).collect(Collectors.toSet());
  }

  @Override
  public Optional<String> at(String path) {
    String[] parts = RepeatedSlashHandler.single(path).split("/", 4);
    return parts.length < 3
        ? Optional.empty()
        : Optional.ofNullable(names.get("/" + parts[1] + "/" + parts[2] + "/"));
  }

  @Override
  public Optional<String> endpointAt(String path) {
    String[] parts = RepeatedSlashHandler.single(path).split("/", 3);
    return parts.length < 2 ? Optional.empty() : Optional.of(parts[1]).filter(endpoints::contains);
  }
}
