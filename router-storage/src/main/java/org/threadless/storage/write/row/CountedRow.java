package org.threadless.storage.write.row;

import java.util.UUID;
import org.threadless.router.conversation.Direction;

/** What of a message it is counted by. */
public record CountedRow(UUID id, String backend, Direction direction, String status) {}
