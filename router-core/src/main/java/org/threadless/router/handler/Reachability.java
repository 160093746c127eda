package org.threadless.router.handler;

import java.util.ArrayList;
import java.util.List;
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

  /** Adds the next app in the order of the configuration. */
  public void add(AppName app, List<Handler> handlers) {
    for (Handler handler : handlers) {
      Place place = new Place(app, handler);
      if (handler instanceof KeywordHandler keyword) {
        checkKeyword(place, keyword.keyword());
      } else if (handler instanceof PatternHandler pattern) {
        checkPattern(place, pattern);
      }
      before.add(place);
    }
  }

  /** Returns what was found so far: one line for each, for the user. */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  private void checkKeyword(Place place, Keyword keyword) {
    List<String> open = new ArrayList<>(keyword.words());
    for (Place earlier : before) {
      List<String> taken = open.stream().filter(word -> takesAll(earlier, word)).toList();
      open.removeAll(taken);
      if (open.isEmpty()) {
        problems.add(neverReached(place, earlier));
        return;
      }
      taken.forEach(word -> problems.add(overlap(place, word, earlier)));
      open.stream()
          .filter(word -> takesSome(earlier, word))
          .forEach(word -> problems.add(overlap(place, word, earlier)));
    }
  }

  private void checkPattern(Place place, PatternHandler pattern) {
    before.stream()
        .filter(earlier -> takesAll(earlier, pattern))
        .findFirst()
        .ifPresent(earlier -> problems.add(neverReached(place, earlier)));
  }

  private static boolean takesAll(Place earlier, String word) {
    if (earlier.handler() instanceof KeywordHandler keyword) {
      // It then takes every text that goes on after the word, too.
      return keyword.keyword().rest(word).isPresent();
    }
    // A keyword may have blanks and quotation marks before it.
    return takesSome(earlier, word)
        && takesSome(earlier, " " + word)
        && takesSome(earlier, "\"" + word);
  }

  private static boolean takesSome(Place earlier, String text) {
    return earlier.handler() instanceof PatternHandler pattern && Beginnings.taken(pattern, text);
  }

  private static boolean takesAll(Place earlier, PatternHandler later) {
    if (earlier.handler() instanceof KeywordHandler keyword) {
      return Beginnings.certain(later)
          .filter(text -> endsKeyword(text) && keyword.keyword().rest(text).isPresent())
          .isPresent();
    }
    PatternHandler pattern = (PatternHandler) earlier.handler();
    return pattern.pattern().pattern().equals(later.pattern().pattern())
        || Beginnings.taken(pattern, "");
  }

  private static boolean endsKeyword(String text) {
    return Characters.isSeparator(text.codePointBefore(text.length()));
  }

  private static String neverReached(Place place, Place earlier) {
    return place + " can never be reached: " + earlier + " takes all of its messages";
  }

  private static String overlap(Place place, String word, Place earlier) {
    return "messages that begin with '"
        + word
        + "' do not reach "
        + place
        + ": "
        + earlier
        + " takes them";
  }
}
