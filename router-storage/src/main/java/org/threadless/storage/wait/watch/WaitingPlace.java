package org.threadless.storage.wait.watch;

import org.threadless.router.conversation.Direction;
import org.threadless.router.message.BackendName;

/** Where messages wait: {@code IN} to be routed, {@code OUT} to be sent. */
public record WaitingPlace(BackendName backend, Direction direction) {}
