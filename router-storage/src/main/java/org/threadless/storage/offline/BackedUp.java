package org.threadless.storage.offline;

import java.time.Instant;
import java.util.Optional;

/**
 * What is in a backup.
 *
 * @param messages how many
 * @param newest when the newest of them came or was made; empty where there is none
 */
public record BackedUp(long messages, Optional<Instant> newest) {}
