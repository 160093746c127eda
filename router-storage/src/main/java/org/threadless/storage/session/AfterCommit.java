package org.threadless.storage.session;

/**
 * Does something when what a thread has just written is committed, and not at all where it is
 * rolled back or undone. Safe for any thread.
 */
public final class AfterCommit {

  // Statements say nothing of the transaction that they run in.
  private static final ThreadLocal<MarkedTransaction> LAST = new ThreadLocal<>();

  private AfterCommit() {}

  /** The thread runs a statement in this transaction. */
  static void isUsed(MarkedTransaction transaction) {
    LAST.set(transaction);
  }

  /** That transaction is over. */
  static void isClosed(MarkedTransaction transaction) {
    if (LAST.get() == transaction) {
      LAST.remove();
    }
  }

  /**
   * Does {@code work} when the transaction is committed that the thread's last statement was run
   * in; must not throw.
   */
  public static void run(Runnable work) {
    LAST.get().afterCommit(work);
  }
}
