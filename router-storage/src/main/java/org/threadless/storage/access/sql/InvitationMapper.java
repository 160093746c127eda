package org.threadless.storage.access.sql;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;

/** The statements that invitations are kept with; their SQL is in the XML of the name. */
public interface InvitationMapper extends SessionMapper {

  int insertInvitation(@Param("row") InvitationRow row);

  /** Returns the one of a hash; null where there is none. */
  InvitationRow invitation(@Param("invitationHash") String invitationHash);

  /** Locks those that make a first admin, and returns their hashes. */
  List<String> lockFirst();

  int removeFirst();

  /** Removes those of a user. */
  int removeInvitations(@Param("userId") UUID userId);

  /**
   * Removes one; waits for others that remove the same.
   *
   * @return how many were removed
   */
  int removeInvitation(@Param("invitationHash") String invitationHash);

  /** Removes those that are for nothing any more. */
  int removeExpired(@Param("now") Instant now);
}
