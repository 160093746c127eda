package org.threadless.storage.wait;

import java.time.Instant;
import java.util.UUID;

/**
 * A place whose turn a node has.
 *
 * @param probeAt when the next message is tried of a backend that is down; null where it is up
 * @param probes how many have found so
 * @param probed the connection of the last one; null where there was none yet
 * @param pausedAt since when nothing is sent there by hand; null where it is not paused
 */
public record TurnRow(Instant probeAt, int probes, UUID probed, Instant pausedAt) {}
