package org.threadless.storage.write.sql;

import org.apache.ibatis.annotations.Param;

/**
 * The statements that delete what is kept of messages beside their rows, for whoever has those
 * locked; their SQL is in the XML of the name.
 */
public interface MessagePartsMapper {

  int removeReports(@Param("ids") String[] ids);

  int removeErrors(@Param("ids") String[] ids);

  int removeResendings(@Param("ids") String[] ids);

  int removeGatewayIds(@Param("ids") String[] ids);

  int removeReferences(@Param("ids") String[] ids);

  int removeCallbacks(@Param("ids") String[] ids);

  int removeEventsOf(@Param("ids") String[] ids);
}
