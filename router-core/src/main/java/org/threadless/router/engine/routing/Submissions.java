package org.threadless.router.engine.routing;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Consumer;
import org.threadless.router.engine.store.Departure;
import org.threadless.router.engine.store.MessageStore;
import org.threadless.router.engine.store.Planned;
import org.threadless.router.engine.store.UnitOfWork;
import org.threadless.router.message.Outbox;

/**
 * Takes messages that somebody outside wants sent: they are stored in one transaction, and go out
 * in turn with all that waits, so that nobody who only hands them over waits for a gateway. Safe
 * for any thread.
 */
@Singleton
public final class Submissions {

  private final Routers routers;
  private final TransactionalMessenger messenger;
  private final MessageStore store;

  @Inject
  Submissions(Routers routers, TransactionalMessenger messenger, MessageStore store) {
    this.routers = routers;
    this.messenger = messenger;
    this.store = store;
  }

  /**
   * Stores messages, after the apps have seen them.
   *
   * @param with adds to what is stored with them; where it throws, nothing is
   * @return the messages, those that an app cancelled or sent because of them included
   * @throws IllegalArgumentException where a text is not valid, a backend or an app is not
   *     configured, or an app has no words for its text
   * @throws org.threadless.router.engine.store.AnsweredMeanwhileException where an answer was to be
   *     remembered with them, and its key has one by now; nothing is stored
   * @throws org.threadless.router.conversation.StoreUnavailableException where the database cannot
   *     be used now
   */
  public List<Planned> submit(Submission submission, Consumer<List<Planned>> with) {
    Outbox outbox = routers.outbox();
    submission.fill(outbox, routers::wording);
    try (UnitOfWork work = store.begin()) {
      List<Planned> planned = inTurn(submission.mark(messenger.plan(outbox, work)));
      with.accept(planned);
      work.commit(planned);
      return planned;
    }
  }

  /**
   * Returns what would be stored, and stores nothing: what the apps write is rolled back. What an
   * app does elsewhere, it does.
   *
   * @throws IllegalArgumentException as {@link #submit} does
   * @throws org.threadless.router.conversation.StoreUnavailableException where the database cannot
   *     be used now
   */
  public List<Planned> rehearse(Submission submission) {
    Outbox outbox = routers.outbox();
    submission.fill(outbox, routers::wording);
    try (UnitOfWork work = store.begin()) {
      return messenger.plan(outbox, work);
    }
  }

  private static List<Planned> inTurn(List<Planned> planned) {
    return planned.stream()
        .map(each -> each.goes(Departure.AT_ONCE) ? each.inTurn() : each)
        .toList();
  }
}
