package org.threadless.storage.session;

import java.util.function.Function;
import org.apache.ibatis.session.SqlSession;
import org.threadless.storage.dialect.SqlFailures;

/** Runs statements of the router's own in a transaction of their own. Safe for any thread. */
public final class Transactions {

  private final Sessions sessions;

  public Transactions(Sessions sessions) {
    this.sessions = sessions;
  }

  /**
   * Returns what {@code work} returns, when it is committed.
   *
   * @throws org.threadless.router.conversation.StoreUnavailableException where the database cannot
   *     be used now; nothing is stored
   */
  public <M, T> T call(Class<M> mapper, Function<M, T> work) {
    try (SqlSession session = sessions.open(sessions.transaction())) {
      T result = work.apply(session.getMapper(mapper));
      session.commit(true);
      return result;
    } catch (RuntimeException e) {
      throw SqlFailures.translate(e);
    }
  }

  /**
   * The same of work that may be done several times: what failed only because of what others did at
   * the same time is done again.
   */
  public <M, T> T repeat(Class<M> mapper, Function<M, T> work) {
    return Repeating.call(() -> call(mapper, work));
  }
}
