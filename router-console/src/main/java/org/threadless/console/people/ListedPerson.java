package org.threadless.console.people;

import java.util.List;
import java.util.Locale;
import org.threadless.console.call.ConsolePages;
import org.threadless.console.call.Links;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Contact;

/**
 * Somebody in a list.
 *
 * @param id of the contact
 * @param name may be empty
 * @param href where more of them is
 * @param language its tag; may be empty
 * @param numbers how they are reached, with the backend each
 * @param groups that they are in
 */
public record ListedPerson(
    String id,
    String name,
    String href,
    String language,
    List<String> numbers,
    List<String> groups) {

  /** Copies the lists. */
  public ListedPerson {
    numbers = List.copyOf(numbers);
    groups = List.copyOf(groups);
  }

  static ListedPerson of(Contact contact) {
    return new ListedPerson(
        contact.id().toString(),
        contact.name().orElse(""),
        ConsolePages.ROOT + Links.contact(contact.id()),
        contact.language().map(Locale::toLanguageTag).orElse(""),
        contact.connections().stream().map(Connection::written).toList(),
        contact.groups());
  }

  static List<ListedPerson> of(List<Contact> contacts) {
    return contacts.stream().map(ListedPerson::of).toList();
  }
}
