package org.threadless.storage.wait;

import org.threadless.router.conversation.Direction;
import org.threadless.router.message.BackendName;

/** Where messages wait: {@code IN} to be routed, {@code OUT} to be sent. */
record WaitingPlace(BackendName backend, Direction direction) {}
