package org.threadless.storage.write.sql;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;

/**
 * The statements that ask for nothing but the ids of messages; their SQL is in the XML likewise.
 */
public interface MessageIdMapper {

  /** Returns the id of the message that is so many after this one; null where there are fewer. */
  UUID messageAfter(@Param("after") UUID after, @Param("count") int count);

  /** Returns those of the messages that are there. */
  List<UUID> stored(@Param("ids") String[] ids);

  /** Returns those of the messages that are QUEUED, and locks them. */
  Set<UUID> lockQueued(@Param("ids") String[] ids);
}
