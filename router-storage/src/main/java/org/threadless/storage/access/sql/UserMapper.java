package org.threadless.storage.access.sql;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.threadless.router.engine.access.user.Role;

/** The statements that users are kept with; their SQL is in the XML of the name. */
public interface UserMapper {

  /**
   * Adds a user, unless there is one of the name or the subject; waits for others that add the
   * same.
   *
   * @return how many were added
   */
  int insert(
      @Param("id") UUID id,
      @Param("name") String name,
      @Param("role") Role role,
      @Param("hash") String hash,
      @Param("subject") String subject,
      @Param("at") Instant at);

  /** Returns all, sorted by name. */
  List<UserRow> all();

  /** Returns how many there are, of whom more than one need not be counted. */
  int some();

  /** Returns the one of a name; null where there is none. */
  UserRow named(@Param("name") String name);

  /** Returns the one of a subject; null where there is none. */
  UserRow ofSubject(@Param("subject") String subject);

  UserRow ofId(@Param("id") UUID id);

  /** Returns the hash of the password of a user; null where there is none. */
  String hash(@Param("name") String name);

  /** Locks a user, and returns the hash of their password; null where there is none. */
  String lockHash(@Param("id") UUID id);

  /** Locks those who may do everything, and returns who they are. */
  List<UUID> lockAdmins();

  int changeRole(@Param("id") UUID id, @Param("role") Role role);

  int changeHash(@Param("id") UUID id, @Param("hash") String hash);

  /** Gives a user of a subject the name, unless somebody else has it. */
  int changeName(@Param("id") UUID id, @Param("name") String name);

  int signedIn(@Param("id") UUID id, @Param("at") Instant at);

  /** Removes a user, with their sessions and invitations. */
  int remove(@Param("id") UUID id);
}
