package org.threadless.app.guard;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.threadless.router.app.StoppedNumber;

/**
 * Knows who is told to stop: from memory, so that a message to thousands costs no question for each
 * of them. What other nodes have changed is looked for each second that a message goes out in; of
 * whom this node has changed lately, whose change may yet be undone, the database is asked. Safe
 * for any thread.
 */
@Singleton
final class Stops {

  private static final Duration LOOK = Duration.ofSeconds(1);

  /** Longer than a message is routed, and than clocks of nodes differ. */
  private static final Duration UNSURE = Duration.ofMinutes(10);

  private final StopMapper mapper;
  private final InstantSource clock;
  private final Turns looks = new Turns(LOOK);
  // Some of these may have been erased since.
  private final Set<Party> stopped = ConcurrentHashMap.newKeySet();
  private final Map<Party, Instant> unsure = new ConcurrentHashMap<>();
  private volatile Instant looked;

  @Inject
  Stops(StopMapper mapper, InstantSource clock) {
    this.mapper = mapper;
    this.clock = clock;
  }

  /** Lets nothing go there any more; returns whether something did before. */
  boolean stop(Collection<Party> parties) {
    Instant now = note(parties);
    int changed = 0;
    for (Party each : inOrder(parties)) {
      changed += mapper.change(each, true, now) + mapper.add(each, now);
    }
    return changed > 0;
  }

  /** Lets messages go there again; returns whether none did before. */
  boolean start(Collection<Party> parties) {
    Instant now = note(parties);
    int changed = 0;
    for (Party each : inOrder(parties)) {
      changed += mapper.change(each, false, now);
    }
    return changed > 0;
  }

  /** Forgets whether somebody is stopped. */
  void erase(Collection<Party> parties) {
    note(parties);
    inOrder(parties).forEach(mapper::erase);
  }

  // In one order for all, so that two transactions cannot each wait for the other.
  private static List<Party> inOrder(Collection<Party> parties) {
    return parties.stream()
        .sorted(Comparator.comparing(Party::backend).thenComparing(Party::identity))
        .toList();
  }

  private Instant note(Collection<Party> parties) {
    Instant now = clock.instant();
    parties.forEach(each -> unsure.put(each, now));
    return now;
  }

  /** Returns those that nothing goes to, behind this one, of the database. */
  List<StoppedNumber> after(Party party, int limit) {
    return mapper.stoppedAfter(party, limit).stream()
        .map(row -> row.party().stoppedSince(row.changedAt()))
        .toList();
  }

  /** Returns whether nothing is to go to one of these, which are the same person. */
  boolean areStopped(Collection<Party> parties) {
    return parties.stream().anyMatch(this::isStopped);
  }

  private boolean isStopped(Party party) {
    // The table is asked of those remembered as stopped: they are few.
    return (looked == null || unsure.containsKey(party) || stopped.contains(party))
        && mapper.isStopped(party);
  }

  /** Looks for what has changed; not to be called where the transaction has changed something. */
  void look() {
    Instant now = clock.instant();
    if (!looks.comes(now)) {
      return;
    }
    try {
      remember(now);
    } catch (Throwable e) {
      // Nobody is to go by what this node remembers until somebody has looked.
      looks.missed();
      throw e;
    }
  }

  private void remember(Instant now) {
    Instant before = looked;
    (before == null ? mapper.all() : mapper.changedSince(before.minus(UNSURE)))
        .forEach(this::remember);
    unsure.values().removeIf(since -> Duration.between(since, now).abs().compareTo(UNSURE) > 0);
    looked = now;
  }

  private void remember(StopMapper.Stop row) {
    if (row.stopped()) {
      stopped.add(row.party());
    } else {
      stopped.remove(row.party());
    }
  }
}
