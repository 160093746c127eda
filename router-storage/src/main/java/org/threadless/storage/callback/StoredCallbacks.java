package org.threadless.storage.callback;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.threadless.router.engine.callback.CallbackBacklog;
import org.threadless.router.engine.callback.CallbackEvent;
import org.threadless.router.engine.callback.CallbackUrls;
import org.threadless.storage.session.Transactions;
import org.threadless.storage.write.Changes;
import org.threadless.storage.write.Events;
import org.threadless.storage.write.WritePath;
import org.threadless.storage.write.Writer;
import org.threadless.storage.write.row.UntoldRow;
import org.threadless.storage.write.value.Storable;

/** Keeps what is to be told in H2 or PostgreSQL. */
public final class StoredCallbacks implements CallbackBacklog {

  private static final int COUNTED = 10_000;

  // Of targets that messages have named, at a time.
  private static final int MOST_TARGETS = 1000;
  private static final int COUNTED_ALONE = 20;

  private final Transactions transactions;
  private final Transactions reading;
  private final Writer writer;
  private final Events events;
  private final InstantSource clock;
  private final int node;

  /**
   * @param reading for what is only told, and may take its time
   */
  public StoredCallbacks(
      Transactions transactions,
      Transactions reading,
      WritePath writePath,
      InstantSource clock,
      int node) {
    this.transactions = transactions;
    this.reading = reading;
    this.writer = writePath.writer();
    this.events = writePath.events();
    this.clock = clock;
    this.node = node;
  }

  @Override
  public void onEvents(Runnable wake) {
    events.onStored(wake);
  }

  @Override
  public Named namedByMessages(String after) {
    List<NamedTargetRow> rows = call(mapper -> mapper.named(after, MOST_TARGETS, clock.instant()));
    boolean areMore = rows.size() == MOST_TARGETS;
    return new Named(
        rows.stream().filter(NamedTargetRow::isDue).map(NamedTargetRow::target).toList(),
        areMore ? rows.get(rows.size() - 1).target() : CallbackUrls.BY_MESSAGE);
  }

  @Override
  public List<CallbackEvent> take(String target, int limit) {
    List<DueEventRow> taken = call(mapper -> take(target, limit, mapper));
    taken.stream()
        .filter(row -> row.identity() == null)
        .forEach(row -> finish(row.eventPosition()));
    return taken.stream().filter(row -> row.identity() != null).map(DueEventRow::toEvent).toList();
  }

  private List<DueEventRow> take(String target, int limit, CallbackMapper mapper) {
    List<Long> due = mapper.lockDue(target, clock.instant(), limit);
    if (due.isEmpty()) {
      return List.of();
    }
    mapper.take(due, node);
    return mapper.events(due);
  }

  @Override
  public void finish(CallbackEvent event) {
    finish(event.position());
  }

  private void finish(long event) {
    // The next one of its message is due by then.
    writer.submit(new Changes().told(event), stored -> events.wake());
  }

  @Override
  public void end(CallbackEvent event) {
    call(
        mapper -> {
          mapper.end(event.message().id(), event.target());
          return mapper.removeEventsTo(event.message().id(), event.target());
        });
  }

  @Override
  public void postpone(CallbackEvent event, String failure, Instant due) {
    UntoldRow row = new UntoldRow(event.position(), node, due, Storable.text(failure));
    writer.submit(new Changes().untold(row), stored -> {});
  }

  @Override
  public void giveBack(Collection<CallbackEvent> taken) {
    if (!taken.isEmpty()) {
      List<Long> positions = taken.stream().map(CallbackEvent::position).toList();
      int unused = call(mapper -> mapper.giveBack(positions, node));
    }
  }

  @Override
  public int giveUp(String target, Instant before) {
    return call(mapper -> mapper.giveUp(target, before));
  }

  @Override
  public int giveUpNamed(Instant before) {
    return call(mapper -> mapper.giveUpNamed(before));
  }

  @Override
  public int giveUpUnknown(Collection<String> known, Instant before) {
    return call(mapper -> mapper.giveUpUnknown(known, before));
  }

  @Override
  public List<Count> callbacks() {
    return reading.call(CallbackMapper.class, StoredCallbacks::counts).stream()
        .filter(row -> row.events() > 0)
        .map(EventCountRow::toCount)
        .toList();
  }

  private static List<EventCountRow> counts(CallbackMapper mapper) {
    List<String> targets = mapper.lastTargets(COUNTED_ALONE);
    if (targets.isEmpty()) {
      return List.of();
    }
    List<EventCountRow> counts = new ArrayList<>(mapper.counts(targets, COUNTED));
    counts.add(mapper.countBefore(targets.get(targets.size() - 1), OTHERS, COUNTED));
    return counts;
  }

  private <T> T call(Function<CallbackMapper, T> work) {
    return transactions.call(CallbackMapper.class, work);
  }
}
