package org.threadless.storage.message;

import org.threadless.router.message.OutgoingStatus;

/** Whom a message went to, and its status. */
public record ReportedMessageRow(String backend, String identity, OutgoingStatus status) {}
