package org.example.quiz;

import java.util.Optional;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

/** Keeps players. */
interface PlayerMapper {

  @Select(
      """
      SELECT backend, identity, asked, points FROM quiz_player
      WHERE backend = #{backend} AND identity = #{identity}
      """)
  Optional<Player> find(@Param("backend") String backend, @Param("identity") String identity);

  @Insert(
      """
      INSERT INTO quiz_player (backend, identity, asked, points)
      VALUES (#{backend}, #{identity}, #{asked}, #{points})
      """)
  void insert(Player player);

  @Update(
      """
      UPDATE quiz_player SET asked = #{asked}, points = #{points}
      WHERE backend = #{backend} AND identity = #{identity}
      """)
  void update(Player player);

  @Delete("DELETE FROM quiz_player WHERE backend = #{backend} AND identity = #{identity}")
  void remove(Player player);
}
