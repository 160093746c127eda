package org.threadless.router.engine.history;

import java.time.Instant;

/**
 * What went wrong when a message was routed.
 *
 * @param app the app that threw; empty where the message could not be routed at all
 * @param phase the phase it threw in; empty likewise
 * @param error what it threw, for people
 * @param createdAt when
 */
public record RoutingError(String app, String phase, String error, Instant createdAt) {}
