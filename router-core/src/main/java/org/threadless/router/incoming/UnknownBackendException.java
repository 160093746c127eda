package org.threadless.router.incoming;

import java.util.Collection;
import java.util.stream.Collectors;
import org.threadless.router.message.BackendName;

/** A message comes from, or goes to, a backend that is not configured. */
public final class UnknownBackendException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  public UnknownBackendException(BackendName name, Collection<BackendName> configured) {
    super(
        configured.stream()
            .map(BackendName::value)
            .sorted()
            .collect(
                Collectors.joining(
                    ", ", "no backend is configured as " + name + "; configured: ", "")));
  }
}
