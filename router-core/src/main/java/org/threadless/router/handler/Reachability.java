package org.threadless.router.handler;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.threadless.router.app.AppName;

/**
 * Tells which handlers get less than they ask for, because handlers before them, of the same app or
 * of apps that the configuration lists earlier, take it.
 */
public final class Reachability {

  private final List<Place> before = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  /** A handler, and whose it is. */
  private record Place(AppName app, Handler handler) {

    @Override
    public String toString() {
      return "the " + handler + " of the app " + app;
    }
  }

  /** Which of the messages that begin with a word do not come further. */
  private enum Taking {
    ALL,
    SOME,
    THE_WORD_ALONE,
    OCCASIONALLY,
    NONE
  }

  /** Adds the next app in the order of the configuration. */
  public void add(AppName app, List<Handler> handlers) {
    for (Handler handler : handlers) {
      Place place = new Place(app, handler);
      Handler asked = always(handler);
      if (asked instanceof KeywordHandler keyword) {
        checkKeyword(place, keyword);
      } else if (asked instanceof PatternHandler pattern) {
        checkPattern(place, pattern);
      }
      before.add(place);
    }
  }

  private static Handler always(Handler handler) {
    return handler instanceof OccasionalHandler occasional ? always(occasional.handler()) : handler;
  }

  /** Returns what was found so far: one line for each, for the user. */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  private void checkKeyword(Place place, KeywordHandler later) {
    List<String> open = new ArrayList<>(later.keyword().words());
    for (Place earlier : before) {
      Map<String, Taking> taken = new LinkedHashMap<>();
      open.forEach(word -> taken.put(word, taking(earlier.handler(), word, later.isAlone())));
      open.removeIf(word -> taken.get(word) == Taking.ALL);
      if (open.isEmpty()) {
        problems.add(neverReached(place, earlier));
        return;
      }
      taken.forEach((word, taking) -> report(place, word, taking, earlier));
    }
  }

  private void report(Place place, String word, Taking taking, Place earlier) {
    switch (taking) {
      case ALL, SOME -> problems.add(overlap(place, word, "", earlier));
      case OCCASIONALLY -> problems.add(overlap(place, word, "always ", earlier));
      case THE_WORD_ALONE ->
          problems.add(
              "the message '" + word + "' does not reach " + place + ": " + earlier + " takes it");
      case NONE -> {}
    }
  }

  private void checkPattern(Place place, PatternHandler pattern) {
    before.stream()
        .filter(earlier -> takesAll(earlier, pattern))
        .findFirst()
        .ifPresent(earlier -> problems.add(neverReached(place, earlier)));
  }

  private static Taking taking(Handler earlier, String word, boolean isAlone) {
    if (earlier instanceof OccasionalHandler occasional) {
      return taking(occasional.handler(), word, isAlone) == Taking.NONE
          ? Taking.NONE
          : Taking.OCCASIONALLY;
    }
    if (earlier instanceof KeywordHandler keyword) {
      // It then takes every text that goes on after the word, too, unless it takes none of those.
      if (keyword.keyword().rest(word).filter(keyword::mayFollow).isEmpty()) {
        return Taking.NONE;
      }
      return keyword.isAlone() && !isAlone ? Taking.THE_WORD_ALONE : Taking.ALL;
    }
    if (!takes(earlier, word)) {
      return Taking.NONE;
    }
    // A keyword may have blanks and quotation marks before it.
    return takes(earlier, " " + word) && takes(earlier, "\"" + word) ? Taking.ALL : Taking.SOME;
  }

  private static boolean takes(Handler earlier, String text) {
    return earlier instanceof PatternHandler pattern && Beginnings.taken(pattern, text);
  }

  private static boolean takesAll(Place earlier, PatternHandler later) {
    if (earlier.handler() instanceof KeywordHandler keyword) {
      return !keyword.isAlone()
          && Beginnings.certain(later)
              .filter(text -> endsKeyword(text) && keyword.keyword().rest(text).isPresent())
              .isPresent();
    }
    return earlier.handler() instanceof PatternHandler pattern
        && (pattern.pattern().pattern().equals(later.pattern().pattern())
            || Beginnings.taken(pattern, ""));
  }

  private static boolean endsKeyword(String text) {
    return Characters.isSeparator(text.codePointBefore(text.length()));
  }

  private static String neverReached(Place place, Place earlier) {
    return place + " can never be reached: " + earlier + " takes all of its messages";
  }

  private static String overlap(Place place, String word, String how, Place earlier) {
    return "messages that begin with '"
        + word
        + "' do not "
        + how
        + "reach "
        + place
        + ": "
        + earlier
        + " takes them";
  }
}
