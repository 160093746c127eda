package org.threadless.storage.node;

import java.util.UUID;

/** A row of {@code node}. */
public record NodeRow(int id, String name, long beats, UUID oldestInHand) {}
