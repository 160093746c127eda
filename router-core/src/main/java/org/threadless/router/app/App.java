package org.threadless.router.app;

import java.util.Map;
import org.threadless.router.message.Connection;
import org.threadless.router.message.DeliveryReport;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.people.Person;

/**
 * A piece of business logic. An incoming message passes the phases in the order the methods have
 * here; within a phase, the apps are called in the order the configuration lists them. All of it
 * happens on the thread of the message's request.
 *
 * <p>A new instance is made for every message, so an app may keep what it learns about the message
 * in fields. A class annotated with {@link jakarta.inject.Singleton} is made once, and must then be
 * safe for many threads.
 *
 * <p>An exception that a method throws is that app's own: it is logged and kept with the message,
 * what the call wrote to the database is rolled back, the replies it made are dropped, and the next
 * app goes on. Only that the database cannot be used now ({@link
 * org.threadless.router.conversation.StoreUnavailableException}, whatever it is the cause of) is
 * not the app's: nothing of the message is stored or sent then, and all of it is done again.
 */
public interface App {

  /**
   * Looks at a message before anybody else does.
   *
   * @return true to stop it: no further app and no further phase sees it, {@code cleanup} included.
   *     Replies already made are still sent
   */
  default boolean filter(IncomingMessage message) throws Exception {
    return false;
  }

  /** Prepares a message: reads it, adds to it. No replies are expected here. */
  default void parse(IncomingMessage message) throws Exception {}

  /**
   * Answers a message that is for this app.
   *
   * @return true where it is handled: no further app gets {@code handle}, and {@link #fallback} is
   *     skipped for all
   */
  default boolean handle(IncomingMessage message) throws Exception {
    return false;
  }

  /**
   * The phase named {@code default}: called where no app has handled the message and none has
   * replied to it.
   *
   * @return true so that no further app gets it
   */
  default boolean fallback(IncomingMessage message) throws Exception {
    return false;
  }

  /** Called at the end for every message that was not filtered, handled or not. */
  default void cleanup(IncomingMessage message) throws Exception {}

  /**
   * Looks at a message that is about to be sent, and may change its text. In this phase the apps
   * are called in reverse order.
   *
   * @return false to cancel it: it is not sent, and kept as cancelled. {@link
   *     OutgoingMessage#cancel} returns that, and says why. An exception counts as true
   */
  default boolean outgoing(OutgoingMessage message) throws Exception {
    return true;
  }

  /**
   * Called for every delivery report on a message that went out, some time after it did and on
   * another thread. Reports come late, twice and in any order; {@link
   * DeliveryReport#hasChangedStatus} says whether one told something new. Not every gateway sends
   * any. Where another report on the message is faster, what was written is undone, and this is
   * called again with what the report means by then.
   */
  default void delivered(DeliveryReport report) throws Exception {}

  /**
   * Says whether a message is to be routed before earlier ones of its connection that wait: such as
   * another app has put off, above all. Those go on afterwards. It is asked before the phases, on
   * an instance of its own, of a message that would have to wait, and may look at nothing but the
   * message. An exception counts as false.
   *
   * @return true for a STOP, say, that nobody should have to wait for
   */
  default boolean isUrgent(IncomingMessage message) throws Exception {
    return false;
  }

  /**
   * Tells what this app keeps of a person, for somebody who wants to see all of it. An app that
   * keeps nothing by connection, contact or name has nothing to tell.
   *
   * @return what is shown, as JSON, under the app's name: texts, numbers, lists, maps and records
   */
  default Map<String, ?> keeps(Person person) throws Exception {
    return Map.of();
  }

  /**
   * Erases what {@link #keeps} tells. This is in one transaction with all else of the person that
   * is erased: where it throws, nothing is, and whoever wanted it is told why. May be called again
   * for somebody of whom nothing is left.
   */
  default void erase(Person person) throws Exception {}

  /**
   * Called before an identity is written in another way from now on, by {@code router numbers}, for
   * an app that keeps something by it. Both may have been somebody's until then, and are one person
   * afterwards. This is a transaction of its own, and may be called again.
   */
  default void renamed(Connection before, Connection now) throws Exception {}
}
