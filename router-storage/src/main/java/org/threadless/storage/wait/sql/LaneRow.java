package org.threadless.storage.wait.sql;

import java.time.Instant;
import java.util.UUID;

/**
 * A lane in which messages wait.
 *
 * @param due when the first of them is
 */
public record LaneRow(UUID lane, Instant due) {}
