package org.threadless.storage.access.sql;

import java.time.Instant;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;

/** The statements that sessions are kept with; their SQL is in the XML of the name. */
public interface SessionMapper extends UserMapper {

  int insertSession(
      @Param("sessionId") UUID sessionId,
      @Param("sessionHash") String sessionHash,
      @Param("userId") UUID userId,
      @Param("at") Instant at);

  /** Returns the one of a hash with its user; null where there is none. */
  SessionRow session(@Param("sessionHash") String sessionHash);

  /** Moves on the time when a session was used, unless another node has moved it further. */
  int use(@Param("sessionId") UUID sessionId, @Param("at") Instant at);

  int end(@Param("sessionHash") String sessionHash);

  int endAll(@Param("userId") UUID userId);

  /** Removes those that were not used since, or began before. */
  int endOld(@Param("unused") Instant unused, @Param("started") Instant started);
}
