package org.threadless.storage.wait.sql;

import java.time.Instant;

/** A backend that is down, and when it is probed next. */
public record SuspendedRow(String backend, Instant probeAt) {}
