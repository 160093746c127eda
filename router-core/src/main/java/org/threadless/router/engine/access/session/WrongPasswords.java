package org.threadless.router.engine.access.session;

import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.threadless.router.config.Rate;
import org.threadless.router.engine.access.limit.Allowances;
import org.threadless.router.engine.access.limit.Latest;
import org.threadless.router.engine.access.limit.Network;
import org.threadless.router.engine.rate.Bucket;

/**
 * Remembers who was named with wrong passwords, and from where, and slows both down. Somebody who
 * has signed in from a place is counted there apart from others: who guesses at their password from
 * elsewhere, or at others' from there, does not keep them out. Safe for any thread.
 */
final class WrongPasswords {

  private static final Bucket TRIES = Bucket.full(Rate.valueOf("10/m"));

  private final Allowances<Object> tries;
  private final Map<Place, Boolean> known = new Latest<>();

  /** Somebody who may not exist, and where they are. */
  record Place(String name, Network network) {}

  /**
   * One password.
   *
   * @param place who is named by whom
   * @param counted where it counts
   * @param pause how long it is until one is looked at; empty where this one is
   */
  record Try(Place place, List<Object> counted, Optional<Duration> pause) {}

  WrongPasswords(InstantSource clock) {
    this.tries = new Allowances<>(clock);
  }

  /**
   * Counts a try before it is known whether its password is wrong, since others come meanwhile;
   * where there were too many, it is to wait, and is not counted.
   */
  synchronized Try begin(String name, InetAddress from) {
    Place place = new Place(name, Network.of(from));
    // By a look at its value, which moves it to the end of those that are forgotten.
    List<Object> counted =
        known.get(place) == null ? List.of(place.name(), place.network()) : List.of(place);
    Optional<Duration> pause =
        counted.stream()
            .flatMap(each -> tries.pause(each, TRIES).stream())
            .max(Duration::compareTo);
    if (pause.isEmpty()) {
      counted.forEach(each -> tries.count(each, TRIES));
    }
    return new Try(place, counted, pause);
  }

  /** Its password was right. */
  synchronized void passed(Try right) {
    known.put(right.place(), true);
    forget(right);
  }

  /** It was not looked at. */
  synchronized void forget(Try begun) {
    begun.counted().forEach(each -> tries.giveBack(each, TRIES));
  }
}
