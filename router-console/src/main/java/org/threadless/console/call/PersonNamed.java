package org.threadless.console.call;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Contact;

/**
 * Why something cannot be done, as people read it. What the router says names contacts by their
 * ids, which are of use to programs; people know each other by name, and want to go there.
 *
 * @param line with a name in the place of an id
 * @param href where the first person is whom it names; empty where it names nobody who is there
 */
record PersonNamed(String line, Optional<String> href) {

  private static final Pattern CONTACT =
      Pattern.compile("(the contact |contact )([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");

  /**
   * Returns a line so.
   *
   * @param find returns a contact by its id
   */
  static PersonNamed of(String line, Function<UUID, Optional<Contact>> find) {
    Matcher matcher = CONTACT.matcher(line);
    StringBuilder named = new StringBuilder();
    Optional<String> href = Optional.empty();
    while (matcher.find()) {
      Optional<Contact> contact = found(UUID.fromString(matcher.group(2)), find);
      matcher.appendReplacement(
          named,
          Matcher.quoteReplacement(
              contact.map(PersonNamed::name).orElse(matcher.group(1) + "that you mean")));
      href = href.or(() -> contact.map(each -> ConsolePages.ROOT + Links.contact(each.id())));
    }
    return new PersonNamed(matcher.appendTail(named).toString(), href);
  }

  private static Optional<Contact> found(UUID id, Function<UUID, Optional<Contact>> find) {
    try {
      return find.apply(id);
    } catch (StoreUnavailableException e) {
      // What is told is why something cannot be done, and that it is.
      return Optional.empty();
    }
  }

  private static String name(Contact contact) {
    return contact
        .name()
        .or(() -> contact.connections().stream().findFirst().map(Connection::written))
        .orElse("somebody without a name");
  }
}
