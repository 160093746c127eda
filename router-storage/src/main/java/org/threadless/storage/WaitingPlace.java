package org.threadless.storage;

import java.util.UUID;

/** A message that waits, and of which connection it is. */
record WaitingPlace(UUID connectionId, UUID messageId) {}
