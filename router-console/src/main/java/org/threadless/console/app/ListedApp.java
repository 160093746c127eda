package org.threadless.console.app;

import java.util.List;

/**
 * An app as the page shows it.
 *
 * @param place its number in the order in which apps are asked
 * @param name its configured name
 * @param phases those that it has a part in
 * @param listensTo the words and patterns that it answers; none where only the app itself knows
 */
public record ListedApp(int place, String name, List<String> phases, List<String> listensTo) {

  /** Copies the lists. */
  public ListedApp {
    phases = List.copyOf(phases);
    listensTo = List.copyOf(listensTo);
  }
}
