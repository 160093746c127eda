package org.threadless.storage.wait.watch;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.threadless.router.conversation.Direction;
import org.threadless.router.engine.backend.Backends;
import org.threadless.router.engine.backend.ConfiguredBackend;
import org.threadless.router.engine.backlog.WaitingCount;
import org.threadless.router.engine.rate.Rates;
import org.threadless.router.message.BackendName;

/**
 * What this node knows without asking: which backends have messages that wait, and which are down.
 * Its own doings it knows at once, those of other nodes within a second.
 */
public final class Watch {

  private volatile Set<WaitingPlace> waiting = Set.of();
  private volatile Set<BackendName> suspended = Set.of();
  private volatile boolean inDoubt;

  // When the rates of those let the next message go that let none go now, by the last look.
  private final Map<BackendName, Instant> full = new ConcurrentHashMap<>();

  private volatile Map<BackendName, List<BackendName>> ways = Map.of();
  private volatile Predicate<BackendName> takesOthers = backend -> true;
  private volatile Map<BackendName, Rates> rates = Map.of();

  // What this node did since the last look began; kept for one look more than needed.
  private final Map<Object, Integer> news = new ConcurrentHashMap<>();
  private final AtomicInteger look = new AtomicInteger();

  public boolean mayWait(BackendName backend, Direction direction) {
    WaitingPlace place = new WaitingPlace(backend, direction);
    // The news first: a look that ends meanwhile takes over from them what it has found itself.
    return (!news.isEmpty() && news.containsKey(place)) || inDoubt || waiting.contains(place);
  }

  public boolean isSuspended(BackendName backend) {
    return (!news.isEmpty() && news.containsKey(backend)) || suspended.contains(backend);
  }

  /**
   * Takes the backends that there are: by which others the messages of each go out, and how fast.
   *
   * @param others whether a backend takes what is another's now, as far as it is up
   */
  public void setBackends(Collection<ConfiguredBackend> backends, Predicate<BackendName> others) {
    Backends all = new Backends(List.copyOf(backends));
    setWays(
        backends.stream()
            .map(ConfiguredBackend::name)
            .collect(Collectors.toMap(name -> name, all::ways)),
        others);
    setRates(
        backends.stream()
            .collect(Collectors.toMap(ConfiguredBackend::name, each -> each.settings().rates())));
  }

  /**
   * Takes the backends that the messages of each go out by.
   *
   * @param others whether a backend takes what is another's now, as far as it is up
   */
  public void setWays(
      Map<BackendName, List<BackendName>> waysOfEach, Predicate<BackendName> others) {
    ways = Map.copyOf(waysOfEach);
    takesOthers = others;
  }

  /** Takes how fast messages go out by each backend. */
  public void setRates(Map<BackendName, Rates> ratesOfEach) {
    rates = Map.copyOf(ratesOfEach);
  }

  /** Returns how fast messages go out by a backend. */
  public Rates rates(BackendName backend) {
    return rates.getOrDefault(backend, Rates.NONE);
  }

  /** Returns whether a backend is up, or one that takes its messages in its place. */
  public boolean isOpen(BackendName backend) {
    return way(backend).isPresent();
  }

  /** Returns the backend by which the messages of one go out now; empty where none is up. */
  public Optional<BackendName> way(BackendName backend) {
    return ways.getOrDefault(backend, List.of(backend)).stream()
        .filter(way -> !isSuspended(way))
        .filter(way -> way.equals(backend) || takesOthers.test(way))
        .findFirst();
  }

  /** Returns whether others have a part in the rates by which the messages of a backend go out. */
  public boolean sharesRates(BackendName backend) {
    return ways.entrySet().stream()
        .filter(each -> each.getKey().equals(backend) || each.getValue().contains(backend))
        .anyMatch(each -> each.getValue().size() > 1);
  }

  /**
   * Takes what a look has found: when the rates of a backend let its next message go; empty where
   * they let one go now.
   */
  public void isFree(BackendName backend, Optional<Instant> next) {
    next.ifPresentOrElse(time -> full.put(backend, time), () -> full.remove(backend));
  }

  /** Returns whether the rates of a backend let none of its messages go up to a time. */
  public boolean isFullUntil(BackendName backend, Instant time) {
    return full.getOrDefault(backend, Instant.MIN).isAfter(time);
  }

  public void waits(BackendName backend, Direction direction) {
    addNews(new WaitingPlace(backend, direction));
  }

  public void suspend(BackendName backend) {
    addNews(backend);
  }

  // Of two at once the later one counts, whichever comes last to this.
  private void addNews(Object place) {
    news.merge(place, look.get(), Math::max);
  }

  public void resume(BackendName backend) {
    news.remove(backend);
    suspended =
        suspended.stream()
            .filter(each -> !each.equals(backend))
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * To be called before something is let wait of which it is not known where: until it is looked.
   */
  public void doubt() {
    inDoubt = true;
  }

  /** To be called before the database is looked at. */
  public void beginLook() {
    look.incrementAndGet();
  }

  /** Takes what the database says, and forgets what was news before the look began. */
  public void endLook(List<WaitingCount> summary, Set<BackendName> down) {
    waiting =
        summary.stream()
            .map(each -> new WaitingPlace(each.backend(), each.direction()))
            .collect(Collectors.toUnmodifiableSet());
    suspended = Set.copyOf(down);
    inDoubt = false;
    int began = look.get();
    news.values().removeIf(since -> since < began);
  }
}
