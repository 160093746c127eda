package org.threadless.router.engine.callback;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The events that are still to be told. An event is one node's from when it is taken until it is
 * told or given back, or until that node is dead. Safe for any thread.
 *
 * <p>Every method throws {@link org.threadless.router.conversation.StoreUnavailableException} where
 * the database cannot be used now, unless it says otherwise.
 */
public interface CallbackBacklog {

  /** Has somebody told where this node has stored events; must not block. */
  void onEvents(Runnable wake);

  /** What those are called that are not counted alone. */
  String OTHERS = "all others";

  /**
   * Looks for targets that single messages have named: so many that it takes little, and each time
   * those behind the ones before, so that however many there are all have their turn.
   *
   * @param after where to begin: {@link CallbackUrls#BY_MESSAGE} for the first ones
   */
  Named namedByMessages(String after);

  /**
   * Takes what is due of a target. Of each message that is the first of its events alone: while one
   * is there, be it taken, none behind it is.
   *
   * @param limit how many at most
   */
  List<CallbackEvent> take(String target, int limit);

  /** Ends an event, which was told or is given up: soon, or as soon as the database can be used. */
  void finish(CallbackEvent event);

  /** The same, and all that the target would yet be told of that message, now and later. */
  void end(CallbackEvent event);

  /**
   * Gives an event back that could not be told: soon, or as soon as the database can be used.
   *
   * @param failure one line for people
   * @param due when it may be taken again
   */
  void postpone(CallbackEvent event, String failure, Instant due);

  /** Gives events back that were not tried. */
  void giveBack(Collection<CallbackEvent> events);

  /**
   * Ends what has happened before that time and nobody has taken.
   *
   * @return how many events that were
   */
  int giveUp(String target, Instant before);

  /** The same with all targets that single messages have named. */
  int giveUpNamed(Instant before);

  /**
   * The same with what no target is told any more that there is.
   *
   * @param known the targets that are configured
   */
  int giveUpUnknown(Collection<String> known, Instant before);

  /**
   * Returns what is to be told, to each target that is to be told something: to twenty of them, the
   * configured ones first, and then to {@link #OTHERS} together where there are more.
   */
  List<Count> callbacks();

  /**
   * Targets that single messages have named.
   *
   * @param due those of which something may be due
   * @param next what to begin after the next time
   */
  record Named(List<String> due, String next) {}

  /**
   * What is to be told to one target.
   *
   * @param target who is told, or {@link #OTHERS}
   * @param events how many, and no more than are counted: 10,000
   * @param oldest when the first of them happened
   * @param failure why one of them was not told when it was tried; empty where none was
   */
  record Count(String target, int events, Instant oldest, Optional<String> failure) {}
}
