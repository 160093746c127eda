package org.threadless.storage.history;

import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;

/** The statements that tell what became of a message; their SQL is in the XML of the same name. */
public interface HistoryMapper {

  /** Returns more of a message that is stored. */
  HistoryRow more(@Param("id") UUID id);

  /** Returns how it waits; null where it does not. */
  WaitState waiting(@Param("id") UUID id);

  List<RoutingError> errors(@Param("id") UUID id);

  /** Returns what answers it, of the next thousand messages of its connection. */
  List<UUID> answers(@Param("id") UUID id, @Param("connection") UUID connection);
}
