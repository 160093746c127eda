package org.threadless.router.engine.sending;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.threadless.router.incoming.UnknownBackendException;
import org.threadless.router.message.BackendName;

/** The configured backends, in the order of the configuration. */
@Singleton
public final class Backends {

  private final Map<BackendName, ConfiguredBackend> byName = new LinkedHashMap<>();

  /**
   * @param configured no two of a name
   */
  @Inject
  public Backends(List<ConfiguredBackend> configured) {
    for (ConfiguredBackend backend : configured) {
      if (byName.putIfAbsent(backend.name(), backend) != null) {
        throw new IllegalArgumentException("two backends are named " + backend.name());
      }
    }
  }

  /**
   * Returns the backend of this name.
   *
   * @throws UnknownBackendException where none is configured; its message lists those that are
   */
  public ConfiguredBackend require(BackendName name) {
    ConfiguredBackend backend = byName.get(name);
    if (backend == null) {
      throw new UnknownBackendException(name, byName.keySet());
    }
    return backend;
  }

  /** Returns whether a backend of this name is configured. */
  public boolean has(BackendName name) {
    return byName.containsKey(name);
  }

  /** Returns all of them. */
  public Collection<ConfiguredBackend> all() {
    return List.copyOf(byName.values());
  }
}
