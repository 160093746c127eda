package org.threadless.console.people;

import java.util.List;
import java.util.Map;
import org.threadless.console.call.ConsolePages;
import org.threadless.console.call.Links;

/**
 * The page of one group.
 *
 * @param name of it
 * @param href where it is
 * @param members some of them, in the order in which they were made
 * @param all how many there are
 * @param mayChange whether the visitor may change it
 * @param done what was done just now; may be empty
 */
public record GroupPage(
    String name, String href, List<ListedPerson> members, int all, boolean mayChange, String done) {

  /** Copies the list. */
  public GroupPage {
    members = List.copyOf(members);
  }

  /** Returns where a broadcast to it is written. */
  public String write() {
    return ConsolePages.ROOT + "/broadcasts/new?" + Links.query(Map.of("group", name));
  }
}
