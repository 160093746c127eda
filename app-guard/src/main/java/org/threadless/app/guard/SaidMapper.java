package org.threadless.app.guard;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

/** Keeps what somebody said last. */
interface SaidMapper {

  /** What was said, and when. */
  record Said(UUID text, Instant saidAt) {}

  @Select(
      """
      SELECT text, said_at FROM guard_said
      WHERE backend = #{party.backend} AND identity = #{party.identity}
      """)
  Optional<Said> last(@Param("party") Party party);

  @Update(
      """
      UPDATE guard_said SET text = #{text}, said_at = #{at}
      WHERE backend = #{party.backend} AND identity = #{party.identity}
      """)
  int change(@Param("party") Party party, @Param("text") UUID text, @Param("at") Instant at);

  @Insert(
      """
      INSERT INTO guard_said (backend, identity, text, said_at)
      VALUES (#{party.backend}, #{party.identity}, #{text}, #{at})
      ON CONFLICT DO NOTHING
      """)
  int add(@Param("party") Party party, @Param("text") UUID text, @Param("at") Instant at);

  @Delete("DELETE FROM guard_said WHERE said_at < #{time}")
  int forget(@Param("time") Instant time);

  @Delete(
      "DELETE FROM guard_said WHERE backend = #{party.backend} AND identity = #{party.identity}")
  int erase(@Param("party") Party party);
}
