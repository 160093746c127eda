package org.threadless.storage.write.row;

import java.util.UUID;
import org.threadless.router.message.IncomingStatus;

/** Two columns of {@code message}. */
public record SeenRow(UUID id, IncomingStatus status) {}
