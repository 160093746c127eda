package org.threadless.storage.wait.sql;

import java.util.UUID;

/**
 * A message that is of no use any more.
 *
 * @param isQueued whether it still is to be sent
 * @param waits whether it waits, and no node has it
 */
public record ExpiringRow(UUID id, boolean isQueued, boolean waits) {}
