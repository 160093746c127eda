package org.threadless.storage;

import java.util.UUID;

/**
 * A message that waits.
 *
 * @param attended whether somebody will send or route it
 */
record AttendedRow(UUID connectionId, boolean attended) {}
