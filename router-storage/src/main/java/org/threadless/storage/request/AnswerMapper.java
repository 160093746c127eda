package org.threadless.storage.request;

import java.time.Instant;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.threadless.storage.write.row.AnswerRow;

/** The statements that answers are kept with; their SQL is in the XML of the same name. */
public interface AnswerMapper {

  /** Returns an answer; null where there is none. */
  AnswerRow find(@Param("asker") UUID asker, @Param("key") String key);

  /** Deletes those that were given before a time. */
  int forget(@Param("before") Instant before);
}
