package org.threadless.router.engine.routing;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.threadless.router.engine.backlog.Backlog;
import org.threadless.router.engine.backlog.SendingPlace;
import org.threadless.router.engine.sending.Delivery;
import org.threadless.router.engine.store.Departure;
import org.threadless.router.engine.store.MessageStore;
import org.threadless.router.engine.store.Planned;
import org.threadless.router.engine.store.UnitOfWork;
import org.threadless.router.message.Outbox;
import org.threadless.router.message.OutgoingMessage;

/**
 * Takes messages that somebody outside wants sent: they are stored in one transaction, and go out
 * in turn with all that waits, so that nobody who only hands them over waits for a gateway. One by
 * itself that would not have to wait goes out at once, on another thread. Safe for any thread.
 */
@Singleton
public final class Submissions {

  private final Routers routers;
  private final TransactionalMessenger messenger;
  private final MessageStore store;
  private final Backlog backlog;
  private final Delivery delivery;

  @Inject
  Submissions(
      Routers routers,
      TransactionalMessenger messenger,
      MessageStore store,
      Backlog backlog,
      Delivery delivery) {
    this.routers = routers;
    this.messenger = messenger;
    this.store = store;
    this.backlog = backlog;
    this.delivery = delivery;
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
      List<Planned> planned = submission.mark(messenger.plan(outbox, work));
      with.accept(planned);
      return placeOfOne(planned)
          .map(place -> commitAndSend(planned, work, place))
          .orElseGet(() -> commit(inTurn(planned), work));
    }
  }

  private Optional<SendingPlace> placeOfOne(List<Planned> planned) {
    List<OutgoingMessage> going = Planned.toSend(planned);
    boolean isOne = going.size() == 1 && planned.stream().allMatch(Submissions::goesToFew);
    return isOne ? backlog.place(going.get(0).connection().backend()) : Optional.empty();
  }

  private static boolean goesToFew(Planned planned) {
    return planned.broadcast().isEmpty();
  }

  private List<Planned> commitAndSend(List<Planned> planned, UnitOfWork work, SendingPlace place) {
    boolean stored = false;
    try {
      commit(planned, work);
      stored = true;
    } finally {
      if (!stored) {
        place.leave();
      }
    }
    place.use(() -> delivery.send(Planned.toSend(planned)));
    return planned;
  }

  private static List<Planned> commit(List<Planned> planned, UnitOfWork work) {
    work.commit(planned);
    return planned;
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
