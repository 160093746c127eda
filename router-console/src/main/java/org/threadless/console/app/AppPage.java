package org.threadless.console.app;

import java.util.List;
import java.util.Optional;
import org.threadless.console.message.Explained;

/**
 * The page of the apps.
 *
 * @param apps in the order in which they are asked
 * @param overlaps what gets less than it asks for, because of what is asked before; a line each
 * @param backends the names to choose from
 * @param question what is to be explained
 * @param explained what would become of it
 * @param problem why nothing can be explained; may be empty
 */
public record AppPage(
    List<ListedApp> apps,
    List<String> overlaps,
    List<String> backends,
    Question question,
    Optional<Explained> explained,
    String problem) {

  /** A message that somebody might send. */
  public record Question(String backend, String number, String text) {}

  /** Copies the lists. */
  public AppPage {
    apps = List.copyOf(apps);
    overlaps = List.copyOf(overlaps);
    backends = List.copyOf(backends);
  }
}
