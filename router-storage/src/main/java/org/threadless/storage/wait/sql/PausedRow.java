package org.threadless.storage.wait.sql;

import java.time.Instant;

/** A backend that is paused. */
public record PausedRow(String backend, Instant pausedAt) {}
