package org.threadless.server.config.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Collects what is wrong with the configuration, so that all of it is reported at once. Not for
 * more than one thread.
 */
public final class Mistakes {

  private final List<Mistake> found = new ArrayList<>();

  /**
   * Adds a mistake.
   *
   * @param place where it is
   * @param problem the rest of a sentence that starts with the key, as in {@link Mistake}
   */
  public void add(Place place, String problem) {
    found.add(new Mistake(place, problem));
  }

  /** Returns all mistakes so far, each once, by file and line. */
  public List<Mistake> list() {
    List<String> files = found.stream().map(m -> m.place().file()).distinct().toList();
    Comparator<Mistake> byFile = Comparator.comparingInt(m -> files.indexOf(m.place().file()));
    return found.stream()
        .distinct()
        .sorted(byFile.thenComparingInt(m -> m.place().line()))
        .toList();
  }

  /** Throws all mistakes so far as one exception; does nothing where there are none. */
  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw new ConfigException(list());
    }
  }

  /** Returns how many there are. */
  public int count() {
    return found.size();
  }

  /** Adds a mistake after which nothing more can be read, and returns what to throw. */
  public ConfigException fatal(Place place, String problem) {
    add(place, problem);
    return new ConfigException(list());
  }
}
