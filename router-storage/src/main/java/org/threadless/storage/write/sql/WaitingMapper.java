package org.threadless.storage.write.sql;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.threadless.storage.write.row.UntoldRow;

/**
 * The statements that the waiting of messages begins and ends with, for whoever stores messages or
 * takes them; their SQL is in the XML of the same name.
 */
public interface WaitingMapper extends CountingMapper {

  /**
   * Returns how often connections have been removed. Until this transaction ends, none is: whoever
   * adds to messages that are stored asks first, so that nothing is added to those of somebody who
   * is erased.
   */
  long removals();

  /**
   * The same for a node that is about to store what is its own: nobody takes over from it until
   * this transaction ends, either.
   */
  long removalsAs(@Param("node") int node);

  /** Lets messages wait that are stored, QUEUED, and do not wait. */
  int addWaiting(Map<String, String[]> rows);

  /** Adds to the ways that messages have gone. */
  int addLegs(Map<String, String[]> rows);

  /** Returns those of the messages that are scheduled, and locks them there. */
  Set<UUID> lockScheduled(@Param("ids") String[] ids);

  /** Returns those of the messages that wait and that no node has, and locks them there. */
  Set<UUID> lockUntaken(@Param("ids") String[] ids);

  /** Ends the waiting of messages; what was put aside behind one of them is due from now on. */
  default void endWaiting(String[] ids, Instant now) {
    removeWaiting(ids);
    advance(ids, now);
  }

  /** The same of those of them that no node has taken. */
  default void endUntaken(String[] ids, Instant now) {
    if (removeUntaken(ids) > 0) {
      advance(ids, now);
    }
  }

  /** Part of {@link #endUntaken}. */
  int removeUntaken(@Param("ids") String[] ids);

  /** Part of {@link #endWaiting}. */
  int removeWaiting(@Param("ids") String[] ids);

  /** Ends that messages are scheduled. */
  int removeScheduled(@Param("ids") String[] ids);

  /** Forgets until when messages are of use. */
  int removeExpiring(@Param("ids") String[] ids);

  /** Takes note of whom to tell what becomes of messages. */
  int addCallbacks(Map<String, String[]> rows);

  /** Adds what targets are to be told. */
  int addEvents(Map<String, String[]> rows);

  /** The same for whom each message has named; nothing of those that have named nobody. */
  int addEventsByMessage(Map<String, String[]> rows);

  /** Ends events. */
  int removeEvents(@Param("positions") String[] positions);

  /** Gives an event back that could not be told. */
  int postponeEvent(UntoldRow row);

  /**
   * Part of {@link #endWaiting}: makes the next few of these messages' connections and directions
   * due, where they are not.
   */
  int advance(@Param("ids") String[] ids, @Param("now") Instant now);
}
