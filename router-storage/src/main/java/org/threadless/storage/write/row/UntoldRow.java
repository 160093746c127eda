package org.threadless.storage.write.row;

import java.time.Instant;

/**
 * What becomes of an event that could not be told.
 *
 * @param node the one that has taken it
 */
public record UntoldRow(long eventPosition, int node, Instant due, String failure) {}
