package org.threadless.router.incoming;

import org.threadless.router.conversation.StoreUnavailableException;

/**
 * What a {@link KeepingHandler} keeps messages in cannot be used now, whatever the database can. A
 * backend answers 503.
 */
public final class KeepingFailedException extends StoreUnavailableException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message one line for people
   * @param cause what is the matter; may be null
   */
  public KeepingFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
