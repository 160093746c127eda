package org.threadless.storage.wait;

import java.util.UUID;

/** A message that waits, and of which connection it is. */
public record WaitingPlace(UUID connectionId, UUID messageId) {}
