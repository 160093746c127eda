package org.threadless.storage.write;

import java.util.UUID;
import org.threadless.router.message.OutgoingStatus;

/** Three columns of {@code message}. */
public record ReportedMessageRow(UUID connectionId, String backend, OutgoingStatus status) {}
