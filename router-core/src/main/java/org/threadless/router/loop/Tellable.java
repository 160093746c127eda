package org.threadless.router.loop;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.threadless.router.text.Masked;

/**
 * What stands for a throwable of somebody else's code that cannot be told as it is: that throws
 * when it is asked what it is, has more to say than anybody reads, or says what may be secret. Its
 * text is that throwable's, as far as it goes. This is the one way of telling what others throw.
 */
// It speaks for another, whose name is in its text.
@SuppressWarnings("OverrideThrowableToString")
public final class Tellable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final Pattern MARKS = Pattern.compile("^#+ *");

  private static final int LONGEST_TEXT = 4000;
  private static final int MOST_FRAMES = 1024;
  private static final int MOST_THROWABLES = 50;
  private static final int MOST_CAUSES = 5;
  private static final StackTraceElement[] NO_STACK = new StackTraceElement[0];

  private final String text;

  private Tellable(String text, Throwable cause, StackTraceElement[] stack) {
    super(text, cause, false, true);
    this.text = text;
    setStackTrace(stack);
  }

  /** Returns the throwable itself, unless it cannot be logged. Never throws. */
  public static Throwable of(Throwable thrown) {
    return of(thrown, 0);
  }

  private static Throwable of(Throwable thrown, int above) {
    try {
      if (isTellable(thrown, Collections.newSetFromMap(new IdentityHashMap<>()))) {
        return thrown;
      }
    } catch (Throwable e) {
      OutOfMemory.end(e);
    }
    return new Tellable(text(thrown), cause(thrown, above), stack(thrown));
  }

  /**
   * Returns what it was and why, in one line for people, without what may be secret in it. Never
   * throws.
   */
  public static String line(Throwable thrown) {
    return oneLine(text(thrown));
  }

  /**
   * Returns why alone, without what it was, where the throwable says why; else as {@link #line}.
   * Never throws.
   */
  public static String reason(Throwable thrown) {
    try {
      String said = thrown.getMessage();
      if (said != null && !said.isBlank()) {
        return oneLine(shown(said));
      }
    } catch (Throwable e) {
      OutOfMemory.end(e);
    }
    return line(thrown);
  }

  private static String oneLine(String text) {
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining(" "));
  }

  /**
   * Returns the first line that says something of what a throwable said that is kept. MyBatis
   * begins with an empty one, after the name of its class.
   */
  public static String firstLine(String said) {
    List<String> lines =
        said.lines().map(String::strip).filter(line -> !line.isEmpty()).limit(2).toList();
    String first = lines.isEmpty() ? "" : lines.get(0);
    return lines.size() == 2 && first.endsWith(":")
        ? first + " " + MARKS.matcher(lines.get(1)).replaceFirst("")
        : first;
  }

  /** Returns what stands for a throwable of which no more is asked than its class. */
  public static Throwable unasked(Throwable thrown) {
    return new Tellable(nameOnly(thrown), null, NO_STACK);
  }

  // One by one from cause to cause: each with as little depth as it has.
  private static boolean isTellable(Throwable thrown, Set<Throwable> seen) {
    for (Throwable each = thrown; each != null && seen.add(each); each = each.getCause()) {
      String said = each.toString();
      if (said == null
          || !shown(said).equals(said)
          || isMasked(each.getMessage())
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

  private static boolean isMasked(String message) {
    return message != null && !shown(message).equals(message);
  }

  private static String text(Throwable thrown) {
    try {
      String said = thrown.toString();
      if (said != null) {
        return shown(said);
      }
    } catch (Throwable e) {
      OutOfMemory.end(e);
    }
    return nameOnly(thrown);
  }

  private static String shown(String said) {
    boolean whole = said.length() <= LONGEST_TEXT;
    String masked = new Masked(whole ? said : said.substring(0, LONGEST_TEXT)).text();
    return whole ? masked : masked + "...";
  }

  private static String nameOnly(Throwable thrown) {
    return thrown.getClass().getName() + ", which cannot say more";
  }

  private static Throwable cause(Throwable thrown, int above) {
    try {
      Throwable cause = thrown.getCause();
      return cause == null || above == MOST_CAUSES ? null : of(cause, above + 1);
    } catch (Throwable e) {
      OutOfMemory.end(e);
      return null;
    }
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
