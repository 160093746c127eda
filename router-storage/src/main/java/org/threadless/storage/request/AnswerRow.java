package org.threadless.storage.request;

import java.time.Instant;
import java.util.UUID;

/** A row of {@code answered_request}. */
public record AnswerRow(
    UUID asker, String requestKey, String fingerprint, String answer, Instant answeredAt) {}
