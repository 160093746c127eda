package org.threadless.api;

import jakarta.inject.Inject;
import java.util.Set;
import java.util.stream.Collectors;
import org.threadless.api.call.Operations;
import org.threadless.http.endpoint.EndpointPlugin;
import org.threadless.testing.ExtendedEndpoint;

/** The API, of which a test sees what operations it has. */
final class SeenApi {

  private Set<Operations> operations = Set.of();

  EndpointPlugin plugin() {
    return new ExtendedEndpoint(new ApiPlugin(), binder -> binder.requestInjection(this));
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
