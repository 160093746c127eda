package org.threadless.http.wiring;

import jakarta.inject.Provider;
import org.threadless.http.endpoint.Endpoint;

/**
 * An endpoint that is to be served.
 *
 * @param name of its plugin
 * @param provider gives the one there is
 */
public record ConfiguredEndpoint(String name, Provider<Endpoint> provider) {

  /** Returns the same with another provider. */
  public ConfiguredEndpoint with(Provider<Endpoint> other) {
    return new ConfiguredEndpoint(name, other);
  }

  /** Returns where it is mounted: {@code /<name>/}. */
  public String path() {
    return path(name);
  }

  /** Returns where an endpoint of that name is mounted. */
  public static String path(String name) {
    return "/" + name + "/";
  }
}
