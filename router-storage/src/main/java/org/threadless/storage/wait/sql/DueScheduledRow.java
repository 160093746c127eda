package org.threadless.storage.wait.sql;

import java.time.Instant;
import java.util.UUID;

/** A message that was scheduled, and is locked since its time has come. */
public record DueScheduledRow(UUID messageId, Instant due, String backend) {}
