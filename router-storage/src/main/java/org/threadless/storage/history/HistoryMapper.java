package org.threadless.storage.history;

import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.threadless.router.engine.history.RoutingError;
import org.threadless.storage.write.row.ResendingRow;

/** The statements that tell what became of a message; their SQL is in the XML of the same name. */
public interface HistoryMapper {

  /** Returns those of these messages that are stored and not erased, the newest first. */
  List<HistoryRow> messages(@Param("ids") String[] ids);

  List<RoutingError> errors(@Param("id") UUID id);

  List<ResendingRow> resendings(@Param("id") UUID id);

  /** Returns what answers it, of the next thousand messages of its connection. */
  List<UUID> answers(@Param("id") UUID id, @Param("connection") UUID connection);
}
