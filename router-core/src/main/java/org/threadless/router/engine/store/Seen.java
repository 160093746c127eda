package org.threadless.router.engine.store;

import java.util.UUID;
import org.threadless.router.incoming.Receipt;
import org.threadless.router.message.IncomingStatus;

/**
 * The message that another one is a copy of.
 *
 * @param id our id of it
 * @param status how far it has come
 */
public record Seen(UUID id, IncomingStatus status) {

  /** Returns the receipt of the copy. */
  public Receipt receipt() {
    return Receipt.ofDuplicate(id, status);
  }
}
