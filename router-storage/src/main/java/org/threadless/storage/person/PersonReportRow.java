package org.threadless.storage.person;

import java.time.Instant;
import java.util.UUID;

/** What a row of {@code delivery_report} keeps of somebody. */
record PersonReportRow(
    UUID messageId,
    String state,
    String text,
    String source,
    Instant reportedAt,
    Instant receivedAt,
    String status) {}
