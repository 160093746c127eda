package org.threadless.api;

import com.google.inject.Module;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.threadless.api.call.Operations;
import org.threadless.http.endpoint.Endpoint;
import org.threadless.http.endpoint.EndpointPlugin;

/** The API, of which a test sees what operations it has. */
final class SeenApi implements EndpointPlugin {

  private final ApiPlugin api = new ApiPlugin();
  private Set<Operations> operations = Set.of();

  @Override
  public String name() {
    return api.name();
  }

  @Override
  public Class<? extends Record> configType() {
    return api.configType();
  }

  @Override
  public Class<? extends Endpoint> endpointType() {
    return api.endpointType();
  }

  @Override
  public Optional<Module> module() {
    return api.module()
        .map(
            module ->
                binder -> {
                  binder.install(module);
                  binder.requestInjection(this);
                });
  }

  @Inject
  void see(Set<Operations> all) {
    operations = all;
  }

  /** Returns what is served: {@code GET /messages/{id}}. */
  Set<String> served() {
    return operations.stream()
        .flatMap(each -> each.all().stream())
        .map(each -> each.method().asString() + " " + each.path())
        .collect(Collectors.toSet());
  }
}
