package org.threadless.storage.write.sql;

import java.util.UUID;
import org.apache.ibatis.annotations.Param;

/**
 * The statements that a connection is found with, and what is kept of it beside its messages is
 * removed with; their SQL is in the XML of the same name.
 */
public interface ConnectionMapper {

  /** Returns the id of a connection; null where nothing came or went by it. */
  UUID connection(@Param("backend") String backend, @Param("identity") String identity);

  /** Forgets how soon it may be sent to again. */
  int removePace(@Param("connection") UUID connection);

  /** Shows its conversation again as a whole. */
  int removeCleared(@Param("backend") String backend, @Param("identity") String identity);
}
