package org.threadless.storage.wait;

import java.util.UUID;

/**
 * A message that waits.
 *
 * @param attended whether somebody will send or route it
 */
public record AttendedRow(UUID connectionId, boolean attended) {}
