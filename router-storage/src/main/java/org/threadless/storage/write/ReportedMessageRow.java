package org.threadless.storage.write;

import java.util.UUID;
import org.threadless.router.message.OutgoingStatus;

/** Two columns of {@code message}. */
public record ReportedMessageRow(UUID connectionId, OutgoingStatus status) {}
