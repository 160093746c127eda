package org.threadless.storage;

import java.util.UUID;

/** A row of {@code node}. */
record NodeRow(int id, String name, long beats, UUID oldestInHand) {}
