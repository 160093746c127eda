package org.threadless.storage.uniform;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.threadless.storage.write.sql.ConnectionMapper;

/** The statements that move what is a connection's; their SQL is in the XML of the same name. */
public interface UniformMapper extends ConnectionMapper {

  /** Returns the next connections of a backend, in the order of their ids. */
  List<ConnectionRow> connections(
      @Param("backend") String backend, @Param("after") UUID after, @Param("limit") int limit);

  long count(@Param("connection") UUID connection);

  /** Returns how many messages of a backend that wait are in a node's hand. */
  long taken(@Param("backend") String backend);

  /** Returns the next messages of a connection, in the order of their ids. */
  List<UUID> messages(
      @Param("connection") UUID connection, @Param("after") UUID after, @Param("limit") int limit);

  int moveMessages(@Param("ids") Collection<UUID> ids, @Param("to") UUID to);

  int moveWaiting(@Param("ids") Collection<UUID> ids, @Param("to") UUID to);

  /** Returns those of the messages of which a copy would be known by its external id. */
  List<ClaimRow> claims(@Param("ids") Collection<UUID> ids);

  /** Returns 0 where another message is known by the same. */
  int setFingerprint(@Param("id") UUID id, @Param("fingerprint") UUID fingerprint);

  /** Returns up to where a conversation is cleared from the pages; null where it is not. */
  UUID cleared(@Param("backend") String backend, @Param("identity") String identity);

  int insertCleared(
      @Param("backend") String backend,
      @Param("identity") String identity,
      @Param("upTo") UUID upTo);

  /** Lets the one that stays wait as long as the other had to. */
  int slowDown(@Param("from") UUID from, @Param("to") UUID to);

  int movePace(@Param("from") UUID from, @Param("to") UUID to);

  int moveProbe(@Param("from") UUID from, @Param("to") UUID to);

  /** Gives a contact's connection its new identity, where no contact has that. */
  int moveContact(
      @Param("backend") String backend, @Param("now") String now, @Param("then") String then);

  int removeContact(@Param("backend") String backend, @Param("identity") String identity);

  int remove(@Param("connection") UUID connection);

  int rename(@Param("connection") UUID connection, @Param("identity") String identity);

  /** Returns the identities of contacts that nothing has come from, or gone to. */
  List<String> contactsAlone(@Param("backend") String backend);
}
