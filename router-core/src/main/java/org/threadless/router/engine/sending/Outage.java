package org.threadless.router.engine.sending;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.threadless.router.message.BackendName;

/**
 * A backend that is down, and what this node has seen of that: nothing, where it is another node
 * that has tried it.
 *
 * @param backend its name
 * @param reason what the last attempt ended with, without secrets
 * @param since when this node saw it first
 * @param next when it is tried again
 */
public record Outage(
    BackendName backend, Optional<String> reason, Optional<Instant> since, Optional<Instant> next) {

  private static final String UNKNOWN =
      "found down by another node, or by this one before it was started; the log of then says why";

  /** Tells which backends are down. Safe for any thread. */
  @FunctionalInterface
  public interface Source {

    /** Returns those that are down now, from memory. */
    List<Outage> now();
  }

  /** Returns that of which nothing is known but when it is tried again. */
  public static Outage probedFrom(BackendName backend, Instant next) {
    return new Outage(backend, Optional.empty(), Optional.empty(), Optional.of(next));
  }

  /** Returns all that is known of it in one line for people, after the backend's name and "is". */
  public String told() {
    return "down"
        + since.map(time -> " since " + second(time)).orElse("")
        + next.map(time -> ", and probed from " + second(time) + " on").orElse("")
        + reason.map(why -> ": " + why).orElse("");
  }

  private static Instant second(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }

  /** Returns why, for people, also where this node does not know it. */
  public String why() {
    return reason.orElse(UNKNOWN);
  }
}
