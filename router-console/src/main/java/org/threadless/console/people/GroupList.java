package org.threadless.console.people;

import java.util.List;

/**
 * The page of all groups.
 *
 * @param groups sorted by name
 * @param mayChange whether the visitor may make one
 * @param done what was done just now; may be empty
 */
public record GroupList(List<Listed> groups, boolean mayChange, String done) {

  /** A group, how many are in it, and where it is. */
  public record Listed(String name, long members, String href) {}

  /** Copies the list. */
  public GroupList {
    groups = List.copyOf(groups);
  }
}
