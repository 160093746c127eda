package org.threadless.router.engine.backlog;

import java.time.Instant;
import org.threadless.router.conversation.Direction;
import org.threadless.router.message.BackendName;

/**
 * How much waits at a backend.
 *
 * @param backend its name
 * @param direction {@code IN} to be routed, {@code OUT} to be sent
 * @param count how many messages; 100,000 where it is so many or more
 * @param oldest when the oldest of them was received, made, or let be tried again
 */
public record WaitingCount(BackendName backend, Direction direction, int count, Instant oldest) {}
