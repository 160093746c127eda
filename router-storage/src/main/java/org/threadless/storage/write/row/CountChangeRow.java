package org.threadless.storage.write.row;

import java.time.Instant;
import org.threadless.router.conversation.Direction;

/** A row of {@code count_change}: by how many messages a count changes. */
public record CountChangeRow(
    Instant hourBegan, String backend, Direction direction, String status, long change) {}
