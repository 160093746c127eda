package org.threadless.storage.statistics;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.threadless.storage.write.row.CountChangeRow;
import org.threadless.storage.write.row.CountedRow;
import org.threadless.storage.write.sql.WaitingMapper;

/** The statements that counts are kept and read with; their SQL is in the XML of the same name. */
public interface StatisticsMapper extends WaitingMapper {

  /** Returns {@link #countedAfter}, and has the counts to itself; null where somebody else has. */
  UUID takeCounting();

  /** Returns whether there is something to be added to the counts. */
  boolean isChanged();

  /** Returns what is to be added to them, the oldest first. */
  List<PlacedChangeRow> changes(@Param("limit") int limit);

  int removeChanges(@Param("positions") String[] positions);

  /** Adds to counts; of each there is one row. */
  int addToCounts(Map<String, String[]> rows);

  /** Returns the message that comes after so many, going back; null where there is none. */
  UUID before(@Param("upTo") UUID upTo, @Param("count") int count);

  /** Returns the messages up to one, and after another one. */
  List<CountedRow> between(@Param("after") UUID after, @Param("upTo") UUID upTo);

  int setCountedAfter(@Param("message") UUID message);

  /** Returns the counts of the hours that begin in a time, added up. */
  List<CountChangeRow> hours(@Param("from") Instant from, @Param("to") Instant to);

  /** Returns the outgoing messages that have failed, the newest first; not those erased. */
  List<FailureRow> failed(@Param("since") UUID since, @Param("limit") int limit);

  /** Returns what went wrong with incoming messages, and with others in apps; likewise. */
  List<FailureRow> errors(@Param("since") UUID since, @Param("limit") int limit);
}
