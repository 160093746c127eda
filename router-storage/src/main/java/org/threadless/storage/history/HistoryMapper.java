package org.threadless.storage.history;

import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;

/** The statements that tell what became of a message; their SQL is in the XML of the same name. */
public interface HistoryMapper {

  /** Returns a message; null where none is stored with that id. */
  HistoryRow message(@Param("id") UUID id);

  /** Returns how it waits; null where it does not. */
  WaitingMessage waiting(@Param("id") UUID id);

  List<AppError> errors(@Param("id") UUID id);

  /** Returns what answers it, of the next thousand messages of its connection. */
  List<UUID> answers(@Param("id") UUID id, @Param("connection") UUID connection);
}
