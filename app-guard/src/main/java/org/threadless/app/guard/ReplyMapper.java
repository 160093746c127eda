package org.threadless.app.guard;

import java.time.Instant;
import java.util.Optional;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

/** Counts replies over all nodes. */
interface ReplyMapper {

  /** How many replies there were, from when on. */
  record Counted(Instant begun, int replies) {}

  /**
   * Adds to what is counted.
   *
   * @param after what has begun later counts
   */
  @Update(
      """
      UPDATE guard_reply SET replies = replies + #{more}
      WHERE backend = #{to.party.backend} AND identity = #{to.party.identity} AND text = #{to.text}
        AND begun > #{after}
      """)
  int add(@Param("to") ReplyKey to, @Param("more") int more, @Param("after") Instant after);

  /** Begins anew where what is counted has begun earlier. */
  @Update(
      """
      UPDATE guard_reply SET replies = #{more}, begun = #{begun}
      WHERE backend = #{to.party.backend} AND identity = #{to.party.identity} AND text = #{to.text}
        AND begun <= #{after}
      """)
  int begin(
      @Param("to") ReplyKey to,
      @Param("more") int more,
      @Param("begun") Instant begun,
      @Param("after") Instant after);

  @Insert(
      """
      INSERT INTO guard_reply (backend, identity, text, begun, replies)
      VALUES (#{to.party.backend}, #{to.party.identity}, #{to.text}, #{begun}, #{more})
      ON CONFLICT DO NOTHING
      """)
  int insert(@Param("to") ReplyKey to, @Param("more") int more, @Param("begun") Instant begun);

  @Select(
      """
      SELECT begun, replies FROM guard_reply
      WHERE backend = #{party.backend} AND identity = #{party.identity} AND text = #{text}
      """)
  Optional<Counted> counted(ReplyKey to);

  @Delete("DELETE FROM guard_reply WHERE begun < #{time}")
  int forget(@Param("time") Instant time);

  @Delete(
      "DELETE FROM guard_reply WHERE backend = #{party.backend} AND identity = #{party.identity}")
  int erase(@Param("party") Party party);
}
