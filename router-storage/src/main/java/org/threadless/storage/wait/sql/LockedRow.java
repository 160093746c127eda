package org.threadless.storage.wait.sql;

import java.time.Instant;
import java.util.UUID;

/**
 * A message that waits, and that nobody finishes or gives back before this transaction is over.
 *
 * @param node who has it; null where nobody has
 */
public record LockedRow(UUID messageId, Instant due, Integer node) {}
