package org.threadless.router.engine.people;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.threadless.router.conversation.Direction;
import org.threadless.router.engine.store.UnitOfWork;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Contact;
import org.threadless.router.people.Person;

/**
 * Finds and erases all that is kept of somebody. Safe for any thread.
 *
 * <p>Every method throws {@link org.threadless.router.conversation.StoreUnavailableException} where
 * the database cannot be used now.
 */
public interface Persons {

  /** Returns the person that a contact is. */
  Person of(Contact contact);

  /** Returns whose connection this is; empty where nothing is kept of it. */
  Optional<Person> of(Connection connection);

  /** Returns how many messages have come from a person, or gone there. */
  long count(Person person, Direction direction);

  /**
   * Erases a person, in several transactions: the messages first, and at last who they were of,
   * with what {@code rest} erases. What is broken off is gone on with by doing it again.
   *
   * @param patience how long messages are waited for that are routed or sent just now
   * @param rest erases what is kept elsewhere, in the unit of work that it is given
   * @throws org.threadless.router.people.PeopleException where a message is routed or sent for
   *     longer than that, or where {@code rest} says so; the person is still there
   */
  void erase(Person person, Duration patience, Consumer<UnitOfWork> rest);
}
