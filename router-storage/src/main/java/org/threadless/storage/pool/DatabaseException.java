package org.threadless.storage.pool;

/** The database cannot be opened. The message is one line for the user. */
public final class DatabaseException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean inUse;

  public DatabaseException(String message, boolean inUse, Throwable cause) {
    super(message, cause);
    this.inUse = inUse;
  }

  /** Returns whether that is only because another process has it open. */
  public boolean inUse() {
    return inUse;
  }
}
