package org.threadless.storage.access.sql;

import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;

/** The statements that is kept with who did what; their SQL is in the XML of the name. */
public interface AuditMapper {

  int insert(@Param("row") AuditRow row);

  /**
   * Returns the latest first.
   *
   * @param from the least id; null for any
   * @param before what all ids are less than; null for any
   */
  List<AuditRow> latest(
      @Param("who") String who,
      @Param("action") String action,
      @Param("subject") String subject,
      @Param("from") UUID from,
      @Param("before") UUID before,
      @Param("limit") int limit);
}
