package org.threadless.http.callback;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.threadless.router.conversation.Direction;
import org.threadless.router.engine.callback.CallbackBacklog;
import org.threadless.router.engine.callback.CallbackEvent;
import org.threadless.router.engine.callback.CallbackUrls;
import org.threadless.router.engine.callback.EventType;
import org.threadless.router.message.Connection;
import org.threadless.router.message.MessageIds;

/** What is to be told, in memory: a postponed event is due at once. */
final class ListedCallbacks implements CallbackBacklog {

  private static final int PAGE = 50;

  private final MessageIds ids = new MessageIds();
  private final List<CallbackEvent> events = new ArrayList<>();
  private final Set<Long> taken = new HashSet<>();
  private final List<String> failures = new ArrayList<>();
  private final List<UUID> ended = new ArrayList<>();
  private final List<String> sweeps = new ArrayList<>();
  private Runnable wake = () -> {};
  private long last;

  /** Adds an event of a message of its own, which came in. */
  CallbackEvent add(String target, Optional<String> url, String text) {
    return add(target, url, text, false);
  }

  /** Adds one of a message that the target wants to hear no more of. */
  CallbackEvent addEnded(String target) {
    return add(target, Optional.empty(), "ended", true);
  }

  private synchronized CallbackEvent add(
      String target, Optional<String> url, String text, boolean isEnded) {
    CallbackEvent event =
        new CallbackEvent(
            ++last,
            ids.next(),
            target,
            url,
            EventType.RECEIVED,
            Instant.now(),
            Optional.of("HANDLED"),
            Optional.empty(),
            0,
            isEnded,
            new CallbackEvent.About(
                ids.next(),
                Connection.of("public", "alice"),
                Direction.IN,
                text,
                Optional.of("ext-1"),
                Optional.empty(),
                Optional.of("order-7")));
    events.add(event);
    wake.run();
    return event;
  }

  synchronized List<CallbackEvent> left() {
    return List.copyOf(events);
  }

  synchronized List<String> failures() {
    return List.copyOf(failures);
  }

  synchronized List<UUID> ended() {
    return List.copyOf(ended);
  }

  /** Returns what was given up for being too old, in this order. */
  synchronized List<String> sweeps() {
    return List.copyOf(sweeps);
  }

  @Override
  public synchronized void onEvents(Runnable told) {
    wake = told;
  }

  @Override
  public synchronized Named namedByMessages(String after) {
    List<String> page =
        events.stream()
            .map(CallbackEvent::target)
            .filter(target -> target.startsWith(CallbackUrls.BY_MESSAGE))
            .filter(target -> target.compareTo(after) > 0)
            .distinct()
            .sorted()
            .limit(PAGE)
            .toList();
    return new Named(
        page, page.size() == PAGE ? page.get(page.size() - 1) : CallbackUrls.BY_MESSAGE);
  }

  @Override
  public synchronized List<CallbackEvent> take(String target, int limit) {
    List<CallbackEvent> due =
        events.stream()
            .filter(event -> event.target().equals(target) && !taken.contains(event.position()))
            .limit(limit)
            .toList();
    due.forEach(event -> taken.add(event.position()));
    return due;
  }

  @Override
  public synchronized void finish(CallbackEvent event) {
    events.removeIf(each -> each.position() == event.position());
  }

  @Override
  public synchronized void end(CallbackEvent event) {
    ended.add(event.message().id());
    finish(event);
  }

  @Override
  public synchronized void postpone(CallbackEvent event, String failure, Instant due) {
    failures.add(failure);
    taken.remove(event.position());
  }

  @Override
  public synchronized void giveBack(Collection<CallbackEvent> back) {
    back.forEach(event -> taken.remove(event.position()));
  }

  @Override
  public synchronized int giveUp(String target, Instant before) {
    sweeps.add(target);
    return 1;
  }

  @Override
  public synchronized int giveUpNamed(Instant before) {
    sweeps.add("named");
    return 1;
  }

  @Override
  public synchronized int giveUpUnknown(Collection<String> known, Instant before) {
    sweeps.add("all but " + known);
    return 1;
  }

  @Override
  public List<Count> callbacks() {
    return List.of();
  }
}
