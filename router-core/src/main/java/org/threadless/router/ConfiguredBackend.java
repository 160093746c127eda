package org.threadless.router;

import jakarta.inject.Provider;
import org.threadless.router.backend.Backend;
import org.threadless.router.message.BackendName;

/**
 * A backend as the configuration names it.
 *
 * @param name its configured name
 * @param engine its kind
 * @param provider gives its one instance
 */
public record ConfiguredBackend(
    BackendName name, String engine, Provider<? extends Backend> provider) {}
