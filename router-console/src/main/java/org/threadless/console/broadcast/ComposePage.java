package org.threadless.console.broadcast;

import java.util.List;
import org.threadless.router.message.Group;

/**
 * What the page shows on which a broadcast is written.
 *
 * @param draft what was typed so far
 * @param problem what is wrong with it; may be empty
 * @param groups all that there are
 * @param backends the names of all that are configured
 */
public record ComposePage(
    BroadcastDraft draft, String problem, List<Group> groups, List<String> backends) {

  /** Copies the lists. */
  public ComposePage {
    groups = List.copyOf(groups);
    backends = List.copyOf(backends);
  }
}
