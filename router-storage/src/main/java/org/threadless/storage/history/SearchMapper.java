package org.threadless.storage.history;

import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.threadless.storage.write.sql.ConnectionMapper;

/**
 * The statements that look for messages; their SQL is in the XML of the same name.
 *
 * <p>Each looks at a stretch of messages, of ids before one and down to another one, and at no more
 * of them than is said: the newest. There are four ways to go, each along an index: by all
 * messages, by those of some connections, by those that are scheduled, and by those that have
 * failed. The first statement of a way tells which message comes after so many, null where there
 * are no more; the second one what is wanted of those, the newest first.
 */
public interface SearchMapper extends ConnectionMapper {

  UUID afterSome(
      @Param("downTo") UUID downTo, @Param("before") UUID before, @Param("lookedAt") int lookedAt);

  List<SeenText> some(
      @Param("downTo") UUID downTo,
      @Param("before") UUID before,
      @Param("lookedAt") int lookedAt,
      @Param("limit") int limit,
      @Param("wanted") Wanted wanted);

  UUID afterSomeOf(
      @Param("downTo") UUID downTo,
      @Param("before") UUID before,
      @Param("lookedAt") int lookedAt,
      @Param("wanted") Wanted wanted);

  List<SeenText> someOf(
      @Param("downTo") UUID downTo,
      @Param("before") UUID before,
      @Param("lookedAt") int lookedAt,
      @Param("limit") int limit,
      @Param("wanted") Wanted wanted);

  UUID afterSomeScheduled(
      @Param("downTo") UUID downTo, @Param("before") UUID before, @Param("lookedAt") int lookedAt);

  List<SeenText> someScheduled(
      @Param("downTo") UUID downTo,
      @Param("before") UUID before,
      @Param("lookedAt") int lookedAt,
      @Param("limit") int limit,
      @Param("wanted") Wanted wanted);

  UUID afterSomeFailed(
      @Param("downTo") UUID downTo, @Param("before") UUID before, @Param("lookedAt") int lookedAt);

  List<SeenText> someFailed(
      @Param("downTo") UUID downTo,
      @Param("before") UUID before,
      @Param("lookedAt") int lookedAt,
      @Param("limit") int limit,
      @Param("wanted") Wanted wanted);

  /**
   * Returns the next backend that has connections; null where there is none.
   *
   * @param from what comes right after {@code backend}
   */
  String backendAfter(@Param("backend") String backend, @Param("from") String from);

  /** Returns the ids of those connections of a contact that messages came or went by. */
  List<UUID> connectionsOf(@Param("contact") UUID contact);
}
