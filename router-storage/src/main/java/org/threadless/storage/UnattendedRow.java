package org.threadless.storage;

import java.util.UUID;
import org.threadless.router.store.Direction;

/** A connection whose messages wait, with no task to see to them. */
record UnattendedRow(UUID connectionId, String backend, Direction direction) {}
