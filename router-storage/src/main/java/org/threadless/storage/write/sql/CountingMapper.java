package org.threadless.storage.write.sql;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.threadless.storage.write.row.CountedRow;

/**
 * The statements that messages are counted with, for whoever stores messages or changes their
 * statuses; their SQL is in the XML of the same name.
 */
public interface CountingMapper {

  /** Returns the message after which all are counted, and listed where they have failed. */
  UUID countedAfter();

  /** Returns the same; until this transaction ends, it stays so. */
  UUID lockCounting();

  /** Returns what these messages are counted by. */
  List<CountedRow> counted(@Param("ids") String[] ids);

  /** Changes counts of messages. */
  int addCountChanges(Map<String, String[]> rows);

  /** Adds to the messages that have failed. */
  int addFailed(@Param("ids") String[] ids);

  /** Takes from the messages that have failed. */
  int removeFailed(@Param("ids") String[] ids);
}
