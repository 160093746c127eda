package org.threadless.storage.write;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.engine.store.DatabaseTrouble;
import org.threadless.router.loop.OutOfMemory;

/**
 * Work for the database that must be done and can be done later, in its order. Bounded by the
 * requests that were under way when the database went away, since new ones are refused.
 */
public final class Deferred {

  private static final Logger log = LoggerFactory.getLogger(Deferred.class);

  private final DatabaseTrouble trouble;
  private final Deque<Runnable> work = new ArrayDeque<>();

  /**
   * @param trouble is told that something is put off
   */
  public Deferred(DatabaseTrouble trouble) {
    this.trouble = trouble;
  }

  /** Does it now, or as soon as the database can be used. */
  public void run(Runnable each) {
    if (isPending()) {
      add(each);
      return;
    }
    try {
      each.run();
    } catch (StoreUnavailableException e) {
      add(each, e);
    }
  }

  /** Puts off what has failed; what cannot succeed later either is told and forgotten. */
  public void add(Runnable each, RuntimeException failure) {
    if (failure instanceof StoreUnavailableException away) {
      trouble.putOff(away);
      add(each);
    } else {
      log.error("could not be stored", failure);
    }
  }

  /**
   * Does what was put off.
   *
   * @throws StoreUnavailableException where the database cannot be used yet
   */
  public void catchUp() {
    for (Runnable next = peek(); next != null; next = peek()) {
      try {
        next.run();
      } catch (StoreUnavailableException e) {
        throw e;
      } catch (Throwable e) {
        OutOfMemory.end(e);
        // It would fail again, and keep all others behind it.
        log.error("could not be stored", e);
      }
      remove();
    }
  }

  /** Returns whether something is put off. */
  public synchronized boolean isPending() {
    return !work.isEmpty();
  }

  /** Does it when the database is looked at next. */
  public synchronized void add(Runnable each) {
    work.addLast(each);
  }

  private synchronized Runnable peek() {
    return work.peekFirst();
  }

  private synchronized void remove() {
    work.removeFirst();
  }
}
