package org.threadless.storage.wait.sql;

import java.time.Instant;
import java.util.UUID;

/**
 * A connection to which messages go so many in a time.
 *
 * @param freeAt when the next one may go
 */
public record PacedRow(UUID connectionId, Instant freeAt) {}
