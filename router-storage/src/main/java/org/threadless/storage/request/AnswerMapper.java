package org.threadless.storage.request;

import java.time.Instant;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;

/** The statements that answers are kept with; their SQL is in the XML of the same name. */
public interface AnswerMapper {

  /** Returns an answer; null where there is none. */
  AnswerRow find(@Param("asker") UUID asker, @Param("key") String key);

  /**
   * Inserts an answer, unless there is one of that key; waits for who inserts one.
   *
   * @return how many were inserted
   */
  int insert(AnswerRow row);

  /** Deletes those that were given before a time. */
  int forget(@Param("before") Instant before);
}
