package org.threadless.http.server.refusal;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.http.response.RefusedRequests.Shut;
import org.threadless.router.engine.call.Discretion;

/**
 * Notices a backend that refuses everybody who calls, its own gateway among them: a key or secret
 * here is another than there, and most gateways drop what is answered 403. A stranger alone can
 * cause the same while the gateway has nothing to say, so it takes a few requests, and a minute.
 * Safe for any thread.
 */
final class LockedOut {

  private static final Logger log = LoggerFactory.getLogger(LockedOut.class);

  static final int FEWEST = 3;

  private final BiConsumer<Runnable, Duration> later;
  private final Map<String, Denials> open = new HashMap<>();

  // Most requests are taken, and nobody is locked out: those need not wait for one another.
  private volatile boolean any;

  /** The requests of a backend that were refused since the last one that was not. */
  private static final class Denials {
    private long requests;
    private String reason = "";
    private boolean minuteIsOver;
    private boolean told;
  }

  /**
   * @param later runs something after a while
   */
  LockedOut(BiConsumer<Runnable, Duration> later) {
    this.later = later;
  }

  /** A request was refused because of who sent it. */
  synchronized void denied(String backend, String reason) {
    Denials denials = open.get(backend);
    if (denials == null) {
      Denials first = new Denials();
      denials = first;
      open.put(backend, first);
      any = true;
      later.accept(() -> minuteIsOver(backend, first), Refusals.PAUSE);
    }
    denials.requests++;
    denials.reason = reason;
    tell(backend, denials);
  }

  private synchronized void minuteIsOver(String backend, Denials denials) {
    denials.minuteIsOver = true;
    if (open.get(backend) == denials) {
      tell(backend, denials);
    }
  }

  private static void tell(String backend, Denials denials) {
    if (denials.told || !denials.minuteIsOver || denials.requests < FEWEST) {
      return;
    }
    denials.told = true;
    log.error(
        "backend {}: all of the last {} requests were refused, none was taken: {}. If they are the"
            + " gateway's, a key, secret or address here is not the gateway's, and what it brings is"
            + " lost",
        backend,
        denials.requests,
        Discretion.numberless(denials.reason));
  }

  /** Returns whether {@link #taken} could change anything. */
  boolean isAny() {
    return any;
  }

  /** A request was taken from whom it should come. */
  synchronized void taken(String backend) {
    Denials over = open.remove(backend);
    any = !open.isEmpty();
    if (over != null && over.told) {
      log.info(
          "backend {}: requests are taken again; {} were refused before", backend, over.requests);
    }
  }

  /** Returns the backends that refuse everybody, by name. */
  synchronized List<Shut> now() {
    return open.entrySet().stream()
        .filter(each -> each.getValue().told)
        .map(each -> new Shut(each.getKey(), each.getValue().requests, each.getValue().reason))
        .sorted(Comparator.comparing(Shut::backend))
        .toList();
  }
}
