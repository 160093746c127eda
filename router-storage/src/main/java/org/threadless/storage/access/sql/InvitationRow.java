package org.threadless.storage.access.sql;

import java.time.Instant;
import java.util.UUID;

/** A row of {@code access_invitation}. */
public record InvitationRow(UUID id, String hash, UUID userId, Instant expiresAt) {}
