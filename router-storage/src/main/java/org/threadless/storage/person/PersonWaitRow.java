package org.threadless.storage.person;

import java.time.Instant;
import java.util.UUID;

/** How a message waits. */
record PersonWaitRow(UUID messageId, int attempts, Instant triedAt, Instant due) {}
