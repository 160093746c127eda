package org.threadless.console.people;

import java.util.List;
import java.util.Optional;

/**
 * The page of all people.
 *
 * @param asked whom somebody looks for; may be empty
 * @param people who was found, in the order in which they were made
 * @param next where the list goes on
 * @param mayChange whether the visitor may add people
 * @param done what was done just now; may be empty
 */
public record PeopleList(
    String asked,
    List<ListedPerson> people,
    Optional<String> next,
    boolean mayChange,
    String done) {

  /** Copies the list. */
  public PeopleList {
    people = List.copyOf(people);
  }
}
