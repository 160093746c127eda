package org.threadless.router.engine.call;

import java.util.Map;
import java.util.Optional;
import org.threadless.router.app.AppName;
import org.threadless.router.message.BackendName;

/**
 * How many of the places for incoming messages are taken at a moment, and because of whom.
 *
 * @param places how many there are
 * @param taken how many of them are taken
 * @param byBackend how many of them each backend's messages have; only those that have some
 * @param byApp how many messages are in a call of each app; only those that have some
 */
public record Occupancy(
    int places, int taken, Map<BackendName, Integer> byBackend, Map<AppName, Integer> byApp) {

  private static final int SHORT_PERCENT = 90;

  /** Tells how it is. Safe for any thread. */
  @FunctionalInterface
  public interface Source {

    /** Returns how it is at this moment. */
    Occupancy now();

    /**
     * Returns why the last messages could not be stored, and none since, in one line without
     * secrets; empty where messages are stored.
     */
    default Optional<String> refusing() {
      return Optional.empty();
    }
  }

  /** Copies the maps. */
  public Occupancy {
    byBackend = Map.copyOf(byBackend);
    byApp = Map.copyOf(byApp);
  }

  /** Returns whether more than nine in ten are taken. */
  public boolean isShort() {
    return taken * 100L > places * (long) SHORT_PERCENT;
  }

  /** Returns whether none is free. */
  public boolean isFull() {
    return taken >= places;
  }
}
