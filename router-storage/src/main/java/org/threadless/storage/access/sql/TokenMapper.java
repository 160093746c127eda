package org.threadless.storage.access.sql;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;

/** The statements that tokens are kept with; their SQL is in the XML of the name. */
public interface TokenMapper {

  /**
   * Adds a token, unless there is one of its name; waits for others that add the same.
   *
   * @return how many were added
   */
  int insert(@Param("row") TokenRow row, @Param("hash") String hash);

  /** Returns all, sorted by name. */
  List<TokenRow> all();

  /** Returns the one of a name; null where there is none. */
  TokenRow named(@Param("name") String name);

  /** Returns the one of a hash; null where there is none. */
  TokenRow hashed(@Param("hash") String hash);

  /** Revokes a token, unless it is revoked. */
  int revoke(@Param("name") String name, @Param("at") Instant at);

  /** Moves on the time when a token was used last, unless another node has moved it further. */
  int use(@Param("id") UUID id, @Param("at") Instant at);
}
