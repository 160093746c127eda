package org.threadless.storage;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;

/** The statements of pages that show conversations; their SQL is in the XML of the same name. */
interface LiveMapper {

  List<UUID> newest(
      @Param("backend") String backend, @Param("after") UUID after, @Param("limit") int limit);

  List<LiveRow> messages(@Param("ids") Collection<UUID> ids);

  List<LiveRow> changes(
      @Param("backend") String backend,
      @Param("identity") String identity,
      @Param("firstId") UUID firstId,
      @Param("after") Instant after);

  List<LiveRow> latest(@Param("backend") String backend, @Param("limit") int limit);

  List<ClearedRow> cleared(@Param("backend") String backend);

  int updateCleared(
      @Param("backend") String backend,
      @Param("identity") String identity,
      @Param("upTo") UUID upTo);

  int insertCleared(
      @Param("backend") String backend,
      @Param("identity") String identity,
      @Param("upTo") UUID upTo);
}
