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
  private Object app = "";
  private boolean anew;

  /** Goes through an app of which the message has to pass all apps anew. */
  public static final class Anew extends Error {

    private static final long serialVersionUID = 1L;

    // Nobody reads where it came from.
    private Anew() {
      super("the message passes all apps anew", null, false, false);
    }
  }

  /** What an errand has returned, or thrown. */
  private record Done(Object value, Exception thrown) {

    static Done of(Callable<?> work) {
      try {
        return new Done(work.call(), null);
      } catch (Exception e) {
        return new Done(null, e);
      }
    }

    Object get() throws Exception {
      if (thrown != null) {
        throw thrown;
      }
      return value;
    }
  }

  /**
   * Begins a pass of the message through the apps.
   *
   * @param holds whether a database connection is held for it
   * @param letGo gives that back, and undoes what was written
   */
  public void begin(BooleanSupplier holds, Runnable letGo) {
    this.holds = holds;
    this.letGo = letGo;
    asked.clear();
    anew = false;
  }

  /** Takes what is asked for from now on for that of an app. */
  public void enter(Object byApp) {
    app = byApp;
  }

  /** Throws where the message has to pass all apps anew, whatever the app has made of that. */
  public void throwIfAnew() {
    if (anew) {
      throw new Anew();
    }
  }

  <T> T run(Callable<T> work) throws Exception {
    throwIfAnew();
    List<Done> ofApp = done.computeIfAbsent(app, each -> new ArrayList<>());
    int index = asked.merge(app, 1, Integer::sum) - 1;
    if (index == ofApp.size()) {
      anew = holds.getAsBoolean();
      if (anew) {
        letGo.run();
      }
      ofApp.add(Done.of(work));
      throwIfAnew();
    }
    @SuppressWarnings("unchecked")
    T value = (T) ofApp.get(index).get();
    return value;
  }
}
