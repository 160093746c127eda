package org.threadless.storage;

import java.util.UUID;
import org.threadless.router.message.OutgoingStatus;

/** Two columns of {@code message}. */
record ReportedMessageRow(UUID connectionId, OutgoingStatus status) {}
