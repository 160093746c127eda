package org.threadless.storage.node;

import java.util.Optional;
import java.util.function.Function;
import org.threadless.storage.session.Transactions;

/**
 * A database for whoever changes in small transactions what nodes remember: none may work on it
 * meanwhile. What is broken off is gone on with by doing it again.
 */
public final class SoleUse implements AutoCloseable {

  private final Transactions transactions;
  private final boolean exclusive;
  private final Runnable close;

  /**
   * @param exclusive whether no other process can have the database open
   * @param close is run when nothing more is to be done
   */
  public SoleUse(Transactions transactions, boolean exclusive, Runnable close) {
    this.transactions = transactions;
    this.exclusive = exclusive;
    this.close = close;
  }

  /** Returns why nothing may be changed now, for people; empty where it may. */
  public Optional<String> obstacle() {
    return !exclusive && Node.mayRun(transactions)
        ? Optional.of(
            "a router works on the database, or has ended without leaving it: stop it; one that has"
                + " ended so, start and stop once")
        : Optional.empty();
  }

  /**
   * Returns what {@code query} returns, when it is committed.
   *
   * @throws org.threadless.router.conversation.StoreUnavailableException where the database cannot
   *     be used now; nothing is stored
   */
  public <M, T> T ask(Class<M> mapper, Function<M, T> query) {
    return transactions.repeat(mapper, query);
  }

  @Override
  public void close() {
    close.run();
  }
}
