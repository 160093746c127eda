package org.threadless.storage.person;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.threadless.router.conversation.Direction;
import org.threadless.storage.people.EndpointRow;
import org.threadless.storage.write.row.ErrorRow;
import org.threadless.storage.write.row.LegRow;
import org.threadless.storage.write.row.ResendingRow;
import org.threadless.storage.write.row.ScheduledRow;
import org.threadless.storage.write.sql.ConnectionMapper;
import org.threadless.storage.write.sql.MessageMapper;
import org.threadless.storage.write.sql.MessagePartsMapper;

/**
 * The statements that show and erase what is kept of somebody; their SQL is in the XML of the name.
 * Whoever adds a table, or a column, that holds what a person said or is called by adds it here.
 */
public interface PersonMapper extends MessageMapper, MessagePartsMapper, ConnectionMapper {

  /** Returns the connections of these identities, on whichever backends. */
  List<EndpointRow> named(@Param("identities") List<String> identities);

  /** Returns the next messages of a connection, in the order of their ids. */
  List<PersonRow> messages(
      @Param("connection") UUID connection, @Param("after") UUID after, @Param("limit") int limit);

  List<PersonReportRow> reports(@Param("ids") String[] ids);

  List<ErrorRow> errors(@Param("ids") String[] ids);

  List<LegRow> legs(@Param("ids") String[] ids);

  List<ResendingRow> resendings(@Param("ids") String[] ids);

  List<PersonWaitRow> waits(@Param("ids") String[] ids);

  List<ScheduledRow> schedules(@Param("ids") String[] ids);

  long count(@Param("connection") UUID connection, @Param("direction") Direction direction);

  /** Returns what is left of the next messages of a connection, in the order of their ids. */
  List<TraceRow> traces(
      @Param("connection") UUID connection, @Param("after") UUID after, @Param("limit") int limit);

  /** Ends messages that are locked: neither are they routed nor sent. */
  int end(@Param("ids") String[] ids, @Param("at") Instant at);

  /** Empties messages; what remains is that there was one, when, and what came of it. */
  int blank(@Param("ids") String[] ids);

  int blankLegs(@Param("ids") String[] ids);

  /** Forgets answers to requests that name somebody. */
  int removeAnswers(@Param("identity") String identity);

  /** Leaves of what was done to somebody, or about them, that it was done. */
  int blankAudit(@Param("identity") String identity);

  /** Waits for those who store messages, and has others wait who want to, for this transaction. */
  int lockRemovals();

  /** Has all nodes forget the ids of connections. */
  int countRemoval();

  int removeConnection(@Param("backend") String backend, @Param("identity") String identity);

  /** Returns what apps have asked by a connection, and wait for. */
  List<PersonQuestionRow> questions(
      @Param("backend") String backend, @Param("identity") String identity);

  int removeQuestions(@Param("backend") String backend, @Param("identity") String identity);
}
