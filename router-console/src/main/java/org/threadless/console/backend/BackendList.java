package org.threadless.console.backend;

import java.util.List;

/**
 * The page of all backends, and the part of it that is read anew.
 *
 * @param backends in the order of the configuration
 */
public record BackendList(List<ListedBackend> backends) {

  /** Copies the list. */
  public BackendList {
    backends = List.copyOf(backends);
  }
}
