package org.threadless.router.message;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;

/**
 * What apps do for one message while no database connection is held for it: each is done once,
 * however often the message passes the apps. Used by one thread at a time.
 */
public final class Errands {

  /** What came of each, by the app, in the order in which the app asked for them. */
  private final Map<Object, List<Done>> done = new HashMap<>();

  private final Map<Object, Integer> asked = new HashMap<>();
  private BooleanSupplier holds = () -> false;
  private Runnable letGo = () -> {};
  private Room room = Room.ENDLESS;
  private Object app = "";
  private boolean anew;

  /** Bounds how many messages are outside at once for an app. Safe for any thread. */
  public interface Room {

    /** As many as there are. */
    Room ENDLESS =
        new Room() {
          @Override
          public void take(Object app) {}

          @Override
          public void giveBack(Object app) {}
        };

    /** Takes a place; where there is none, it throws what lets the message wait. */
    void take(Object app);

    /** Gives one back that was taken. */
    void giveBack(Object app);
  }

  /** Goes through an app of which the message has to pass all apps anew. */
  public static final class Anew extends Error {

    private static final long serialVersionUID = 1L;

    // Nobody reads where it came from.
    private Anew() {
      super("the message passes all apps anew", null, false, false);
    }
  }

  /** What an errand has returned, or thrown. */
  private record Done(Object value, Throwable thrown) {

    static Done of(Callable<?> work) {
      try {
        return new Done(work.call(), null);
      } catch (Throwable e) {
        // Whatever it is, it is not to be done again: whoever called it sees it.
        return new Done(null, e);
      }
    }

    Object get() throws Exception {
      if (thrown instanceof Error error) {
        throw error;
      }
      if (thrown != null) {
        throw thrown instanceof Exception e ? e : new IllegalStateException(thrown);
      }
      return value;
    }
  }

  /**
   * Begins a pass of the message through the apps.
   *
   * @param holds whether a database connection is held for it
   * @param letGo gives that back, and undoes what was written
   * @param room what each app may have of the places for messages
   */
  public void begin(BooleanSupplier holds, Runnable letGo, Room room) {
    this.holds = holds;
    this.letGo = letGo;
    this.room = room;
    asked.clear();
    anew = false;
  }

  /** Takes what is asked for from now on for that of an app. */
  public void enter(Object byApp) {
    app = byApp;
  }

  /**
   * Throws where the message has to pass all apps anew, whatever the app has made of that.
   *
   * @param first is done before
   */
  public void throwIfAnew(Runnable first) {
    if (anew) {
      first.run();
      throw new Anew();
    }
  }

  <T> T run(Callable<T> work) throws Exception {
    throwIfAnew(() -> {});
    List<Done> ofApp = done.computeIfAbsent(app, each -> new ArrayList<>());
    int index = asked.merge(app, 1, Integer::sum) - 1;
    if (index == ofApp.size()) {
      doFirst(work, ofApp);
      throwIfAnew(() -> {});
    }
    @SuppressWarnings("unchecked")
    T value = (T) ofApp.get(index).get();
    return value;
  }

  private void doFirst(Callable<?> work, List<Done> ofApp) {
    Object by = app;
    room.take(by);
    try {
      anew = holds.getAsBoolean();
      if (anew) {
        letGo.run();
      }
      ofApp.add(Done.of(work));
    } finally {
      room.giveBack(by);
    }
  }
}
