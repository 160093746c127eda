package org.threadless.storage.broadcast;

import org.threadless.router.message.OutgoingStatus;

/** How many messages have a status. */
public record StatusCount(OutgoingStatus status, int messages) {}
