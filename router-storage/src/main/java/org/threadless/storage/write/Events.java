package org.threadless.storage.write;

import java.util.Collection;
import java.util.List;
import org.threadless.router.engine.callback.Subscriptions;
import org.threadless.router.message.MessageIds;
import org.threadless.storage.write.row.EventRow;
import org.threadless.storage.write.sql.WaitingMapper;
import org.threadless.storage.write.value.Columns;

/**
 * Stores what other programs are to be told, in the transaction of what has happened. Where nobody
 * is to be told of anything, nothing is done. Safe for any thread.
 */
public final class Events {

  private final MessageIds ids = new MessageIds();
  private volatile Subscriptions subscriptions = Subscriptions.NONE;
  private volatile Runnable onStored = () -> {};

  /** Says who is to be told of what, from now on. */
  public void subscribe(Subscriptions told) {
    subscriptions = told;
  }

  /** Has somebody told where events are stored. */
  public void onStored(Runnable wake) {
    onStored = wake;
  }

  /** Returns whether anybody is to be told of anything. */
  public boolean areTold() {
    return !subscriptions.isNone();
  }

  /** Stores them with the messages, which are stored already, in the mapper's transaction. */
  public void store(Collection<Happening> happenings, WaitingMapper mapper) {
    Subscriptions told = subscriptions;
    if (told.isNone() || happenings.isEmpty()) {
      return;
    }
    List<EventRow> events = happenings.stream().map(this::event).toList();
    List<EventRow> configured =
        events.stream()
            .flatMap(event -> told.of(event.type()).stream().map(target -> event.to(target)))
            .toList();
    if (!configured.isEmpty()) {
      mapper.addEvents(Columns.of(configured));
    }
    List<EventRow> outgoing = events.stream().filter(event -> event.type().isOfOutgoing()).toList();
    if (told.byMessage() && !outgoing.isEmpty()) {
      mapper.addEventsByMessage(Columns.of(outgoing));
    }
  }

  private EventRow event(Happening happening) {
    return new EventRow(
        ids.next(),
        happening.message(),
        happening.type(),
        happening.status(),
        happening.reason(),
        happening.at(),
        null);
  }

  /** Says that what was stored is committed, or that others may be told now. */
  public void wake() {
    onStored.run();
  }
}
