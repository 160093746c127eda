package org.threadless.router.engine.backlog;

import java.util.UUID;
import org.threadless.router.message.Connection;

/**
 * A message that waited, and was taken since its time has come: it is this node's until it ends.
 */
public sealed interface DueMessage permits QueuedMessage, WaitingMessage {

  /** Returns our id of it. */
  UUID id();

  /** Returns whose it is. */
  Connection connection();

  /** Returns how often a node has died with it. */
  Deaths deaths();
}
