package org.threadless.router.loop;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * What stands for a throwable of somebody else's code that cannot be logged as it is: that throws
 * when it is asked what it is, or has more to say than anybody reads. Its text is that throwable's,
 * as far as it goes.
 */
// It speaks for another, whose name is in its text.
@SuppressWarnings("OverrideThrowableToString")
public final class Tellable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final int LONGEST_TEXT = 4000;
  private static final int MOST_FRAMES = 1024;
  private static final int MOST_THROWABLES = 50;
  private static final StackTraceElement[] NO_STACK = new StackTraceElement[0];

  private final String text;

  private Tellable(String text, StackTraceElement[] stack) {
    super(text, null, false, true);
    this.text = text;
    setStackTrace(stack);
  }

  /** Returns the throwable itself, unless it cannot be logged. Never throws. */
  public static Throwable of(Throwable thrown) {
    try {
      if (isTellable(thrown, Collections.newSetFromMap(new IdentityHashMap<>()))) {
        return thrown;
      }
    } catch (Throwable e) {
      OutOfMemory.end(e);
    }
    return new Tellable(text(thrown), stack(thrown));
  }

  /** Returns what stands for a throwable of which no more is asked than its class. */
  public static Throwable unasked(Throwable thrown) {
    return new Tellable(thrown.getClass().getName() + ", which cannot say more", NO_STACK);
  }

  // One by one from cause to cause: each with as little depth as it has.
  private static boolean isTellable(Throwable thrown, Set<Throwable> seen) {
    for (Throwable each = thrown; each != null && seen.add(each); each = each.getCause()) {
      String said = each.toString();
      if (said == null
          || said.length() > LONGEST_TEXT
          || each.getStackTrace().length > MOST_FRAMES
          || seen.size() > MOST_THROWABLES) {
        return false;
      }
      for (Throwable suppressed : each.getSuppressed()) {
        if (!isTellable(suppressed, seen)) {
          return false;
        }
      }
    }
    return true;
  }

  private static String text(Throwable thrown) {
    try {
      String said = thrown.toString();
      if (said != null) {
        return said.length() <= LONGEST_TEXT ? said : said.substring(0, LONGEST_TEXT) + "...";
      }
    } catch (Throwable e) {
      OutOfMemory.end(e);
    }
    return thrown.getClass().getName() + ", which cannot say more";
  }

  private static StackTraceElement[] stack(Throwable thrown) {
    try {
      StackTraceElement[] whole = thrown.getStackTrace();
      return whole.length <= MOST_FRAMES ? whole : Arrays.copyOf(whole, MOST_FRAMES);
    } catch (Throwable e) {
      OutOfMemory.end(e);
      return NO_STACK;
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
