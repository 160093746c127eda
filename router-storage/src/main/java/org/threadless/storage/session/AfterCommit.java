package org.threadless.storage.session;

/**
 * Does something when what a thread has just written is committed, and not at all where it is rolled
 * back or undone. Safe for any thread.
 */
public final class AfterCommit {

  // Statements say nothing of the transaction that they run in.
  private final ThreadLocal<MarkedTransaction> last = new ThreadLocal<>();

  AfterCommit() {}

  /** The thread runs a statement in this transaction. */
  void isUsed(MarkedTransaction transaction) {
    last.set(transaction);
  }

  /** That transaction is over. */
  void isClosed(MarkedTransaction transaction) {
    if (last.get() == transaction) {
      last.remove();
    }
  }

  /**
   * Does {@code work} when the transaction is committed that the thread's last statement was run
   * in; must not throw.
   */
  public void run(Runnable work) {
    last.get().afterCommit(work);
  }
}
