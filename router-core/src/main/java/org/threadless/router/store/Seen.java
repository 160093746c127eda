package org.threadless.router.store;

import java.util.UUID;
import org.threadless.router.message.IncomingStatus;

/**
 * The first message with an external id.
 *
 * @param id our id of it
 * @param status how far it has come
 */
public record Seen(UUID id, IncomingStatus status) {}
