package org.threadless.storage.rename;

import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.threadless.storage.write.sql.MessageIdMapper;

/**
 * The statements that name a backend otherwise; their SQL is in the XML of the same name. Whoever
 * adds a column that names a backend adds it here: a test finds it otherwise.
 */
public interface RenameMapper extends MessageIdMapper {

  OfBackend of(@Param("backend") String backend);

  /** Returns the next identities that are known by a backend, in their order. */
  List<String> identities(
      @Param("backend") String backend, @Param("after") String after, @Param("limit") int limit);

  /** Renames the connections that the other backend has not as well. */
  int connections(@Param("before") String before, @Param("now") String now);

  /** Forgets by what messages are known that a message of the other backend is known by. */
  int freeExternalIds(
      @Param("before") String before,
      @Param("now") String now,
      @Param("after") UUID after,
      @Param("upTo") UUID upTo);

  int messages(
      @Param("before") String before,
      @Param("now") String now,
      @Param("after") UUID after,
      @Param("upTo") UUID upTo);

  int waiting(
      @Param("before") String before,
      @Param("now") String now,
      @Param("after") UUID after,
      @Param("upTo") UUID upTo);

  int expiring(
      @Param("before") String before,
      @Param("now") String now,
      @Param("after") UUID after,
      @Param("upTo") UUID upTo);

  int gatewayIds(
      @Param("before") String before,
      @Param("now") String now,
      @Param("after") UUID after,
      @Param("upTo") UUID upTo);

  int legs(
      @Param("before") String before,
      @Param("now") String now,
      @Param("after") UUID after,
      @Param("upTo") UUID upTo);

  /** Has the backend paused that the other one's messages now wait for, where that one was. */
  int keepPause(@Param("before") String before, @Param("now") String now);

  int removeTurns(@Param("before") String before, @Param("now") String now);

  int turns(@Param("before") String before, @Param("now") String now);

  int forgetProbes(@Param("backend") String backend);

  int showCleared(@Param("before") String before, @Param("now") String now);

  int removeCleared(@Param("before") String before, @Param("now") String now);

  int cleared(@Param("before") String before, @Param("now") String now);

  int removeContacts(@Param("before") String before, @Param("now") String now);

  int contacts(@Param("before") String before, @Param("now") String now);

  int removeDialogs(@Param("before") String before, @Param("now") String now);

  int dialogs(@Param("before") String before, @Param("now") String now);

  int removePaces(@Param("backend") String backend);

  int addCounts(@Param("before") String before, @Param("now") String now);

  int removeCounts(@Param("backend") String backend);

  int countChanges(@Param("before") String before, @Param("now") String now);

  List<NamesRow> tokens(@Param("backend") String backend);

  int setToken(@Param("id") UUID id, @Param("names") String names);

  List<NamesRow> broadcasts(@Param("backend") String backend);

  int setBroadcast(@Param("id") UUID id, @Param("names") String names);

  /** Removes the connections that have become one with another. */
  int removeConnections(@Param("backend") String backend);
}
