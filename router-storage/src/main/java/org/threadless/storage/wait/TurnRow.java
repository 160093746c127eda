package org.threadless.storage.wait;

import java.time.Instant;

/**
 * A place whose turn a node has.
 *
 * @param probeAt when the next message is tried of a backend that is down; null where it is up
 * @param probes how many have found so
 */
public record TurnRow(Instant probeAt, int probes) {}
