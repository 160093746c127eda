package org.threadless.app.guard;

import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

/** Keeps who is told to stop. */
interface StopMapper {

  /** A row. */
  record Stop(String backend, String identity, boolean stopped) {

    Party party() {
      return new Party(backend, identity);
    }
  }

  @Select("SELECT backend, identity, stopped FROM guard_stop WHERE stopped")
  List<Stop> all();

  @Select("SELECT backend, identity, stopped FROM guard_stop WHERE changed_at >= #{time}")
  List<Stop> changedSince(@Param("time") Instant time);

  @Select(
      """
      SELECT COUNT(*) > 0 FROM guard_stop
      WHERE backend = #{party.backend} AND identity = #{party.identity} AND stopped
      """)
  boolean isStopped(@Param("party") Party party);

  /** A row of which one is told since when. */
  record StopSince(String backend, String identity, Instant changedAt) {

    Party party() {
      return new Party(backend, identity);
    }
  }

  /** Those that are behind this one, in the order of the primary key. */
  @Select(
      """
      SELECT backend, identity, changed_at FROM guard_stop
      WHERE stopped AND backend >= #{after.backend}
        AND (backend > #{after.backend} OR identity > #{after.identity})
      ORDER BY backend, identity LIMIT #{limit}
      """)
  List<StopSince> stoppedAfter(@Param("after") Party after, @Param("limit") int limit);

  /** Returns 1 where that was not so before, and somebody is there. */
  @Update(
      """
      UPDATE guard_stop SET stopped = #{stopped}, changed_at = #{at}
      WHERE backend = #{party.backend} AND identity = #{party.identity} AND stopped <> #{stopped}
      """)
  int change(
      @Param("party") Party party, @Param("stopped") boolean stopped, @Param("at") Instant at);

  /** Returns 1 where nobody was there; waits for others that add the same. */
  @Insert(
      """
      INSERT INTO guard_stop (backend, identity, stopped, changed_at)
      VALUES (#{party.backend}, #{party.identity}, TRUE, #{at})
      ON CONFLICT DO NOTHING
      """)
  int add(@Param("party") Party party, @Param("at") Instant at);

  @Delete(
      "DELETE FROM guard_stop WHERE backend = #{party.backend} AND identity = #{party.identity}")
  int erase(@Param("party") Party party);
}
