package org.threadless.router.people;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Contact;

/**
 * The persons that are known. Apps have it injected. Safe for any thread.
 *
 * <pre>{@code
 * Contact contact = contacts.of(message.connection());
 * contacts.change(contact, c -> c.withName("Amina").withLanguage(Locale.forLanguageTag("sw")));
 * }</pre>
 *
 * <p>Called by an app while it has a message before it, each of these is part of that message's
 * transaction: what an app has changed is undone where the app throws. Called from anywhere else,
 * each is a transaction of its own.
 *
 * <p>A number may be written in any way that its backend's {@code numbers} know: it is looked for,
 * and kept, as it is in messages.
 *
 * <p>Of a {@link Contact} that is handed over only the id counts; what is returned shows it as it
 * is then. Every method may throw {@link
 * org.threadless.router.conversation.StoreUnavailableException}; nothing is changed then. What
 * cannot be done is a {@link PeopleException}, and what is not valid an {@link
 * IllegalArgumentException}, both with one line for the reader.
 */
public interface Contacts {

  /** Returns whom a connection belongs to; one question to the database where that is nobody. */
  Optional<Contact> find(Connection connection);

  /** Returns the contact of an id. */
  Optional<Contact> find(UUID id);

  /** Returns those of a name, whatever the case of its letters; the one made first is first. */
  List<Contact> named(String name);

  /**
   * Returns contacts in the order in which they were made.
   *
   * @param after the last one that was returned before; empty at the beginning
   * @param limit how many at most
   */
  List<Contact> list(Optional<UUID> after, int limit);

  /**
   * Returns whom a connection belongs to; a new contact that has it, where that was nobody. Whoever
   * asks at the same time, on whichever node, gets the same one.
   */
  Contact of(Connection connection);

  /**
   * Makes a contact.
   *
   * @param details says what is known, of somebody of whom nothing is
   * @param connections by which the person is reached; may be none
   * @throws PeopleException where a connection is another contact's; none is made then
   */
  Contact make(UnaryOperator<Contact> details, Connection... connections);

  /**
   * Changes name, language and notes. Of two who change the same contact at the same time, the
   * second sees what the first has changed.
   *
   * @param change gets the contact as it is, and returns it as it is to be; may be called again
   * @throws PeopleException where there is no such contact any more
   * @throws IllegalArgumentException where more is changed than name, language and notes
   */
  Contact change(Contact contact, UnaryOperator<Contact> change);

  /**
   * Adds a connection; nothing happens where it is there already.
   *
   * @throws PeopleException where it is another contact's, or there is no such contact any more
   */
  Contact connect(Contact contact, Connection connection);

  /**
   * Takes a connection away; nothing happens where it is not there.
   *
   * @throws PeopleException where there is no such contact any more
   */
  Contact disconnect(Contact contact, Connection connection);

  /**
   * Makes one person of two that are the same: one gets the connections and groups of the other,
   * and what is only known of the other; then the other is deleted.
   *
   * @throws PeopleException where one of them is not there any more
   */
  Contact merge(Contact kept, Contact other);

  /**
   * Forgets a contact, whose connections are nobody's then. Messages stay.
   *
   * @return false where it was not there any more
   */
  boolean delete(Contact contact);

  /** Returns the language of whom a connection belongs to, where it is known: one question. */
  Optional<Locale> languageOf(Connection connection);

  /** The same of many, those apart whose language is not known: one question for all. */
  Map<Connection, Locale> languagesOf(Collection<Connection> connections);
}
