package org.example.poll;

import java.util.Optional;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

/** Keeps votes. */
interface VoteMapper {

  @Insert("INSERT INTO poll_vote VALUES (#{backend}, #{identity}, #{choice})")
  void add(
      @Param("backend") String backend,
      @Param("identity") String identity,
      @Param("choice") String choice);

  @Update(
      """
      UPDATE poll_vote SET choice = #{choice}
      WHERE backend = #{backend} AND identity = #{identity}
      """)
  int change(
      @Param("backend") String backend,
      @Param("identity") String identity,
      @Param("choice") String choice);

  @Select("SELECT choice FROM poll_vote WHERE backend = #{backend} AND identity = #{identity}")
  Optional<String> find(@Param("backend") String backend, @Param("identity") String identity);

  @Delete("DELETE FROM poll_vote WHERE backend = #{backend} AND identity = #{identity}")
  void remove(@Param("backend") String backend, @Param("identity") String identity);

  @Select("SELECT count(*) FROM poll_vote WHERE choice = #{choice}")
  int count(@Param("choice") String choice);
}
