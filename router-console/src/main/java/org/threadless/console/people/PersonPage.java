package org.threadless.console.people;

import java.util.List;

/**
 * The page of one person.
 *
 * @param person who it is
 * @param notes what is noted of them, a line each: {@code key: value}
 * @param numbers how they are reached
 * @param otherGroups those that they are not in
 * @param backends those that a number may be of
 * @param mayChange whether the visitor may change any of it
 * @param done what was done just now; may be empty
 */
public record PersonPage(
    ListedPerson person,
    String notes,
    List<Address> numbers,
    List<String> otherGroups,
    List<String> backends,
    boolean mayChange,
    String done) {

  /**
   * A number, or what else somebody is reached by.
   *
   * @param written with its backend
   * @param backend its backend
   * @param identity without it
   * @param conversation where its messages are
   */
  public record Address(String written, String backend, String identity, String conversation) {}

  /** Copies the lists. */
  public PersonPage {
    numbers = List.copyOf(numbers);
    otherGroups = List.copyOf(otherGroups);
    backends = List.copyOf(backends);
  }
}
