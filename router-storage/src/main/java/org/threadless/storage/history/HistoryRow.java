package org.threadless.storage.history;

import java.time.Instant;
import java.util.UUID;

/** Columns of {@code message} that pages do not show. */
public record HistoryRow(UUID connectionId, Instant updatedAt, String externalId) {}
