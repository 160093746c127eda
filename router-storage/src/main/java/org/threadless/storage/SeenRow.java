package org.threadless.storage;

import java.util.UUID;
import org.threadless.router.message.IncomingStatus;

/** Two columns of {@code message}. */
record SeenRow(UUID id, IncomingStatus status) {}
