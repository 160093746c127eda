package org.threadless.storage.dialog;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;

/** The statements that dialogs are kept with; their SQL is in the XML of the name. */
public interface DialogMapper {

  /** Returns what an app waits for; null where that is nothing, or is forgotten. */
  FoundRow find(
      @Param("backend") String backend,
      @Param("identity") String identity,
      @Param("app") String app,
      @Param("now") Instant now);

  int update(DialogRow row);

  /**
   * Adds a row, unless there is one of this app and connection; waits for others that add the same.
   *
   * @return how many were added
   */
  int insert(DialogRow row);

  /** Deletes what an app waits for, unless it is forgotten. */
  int delete(
      @Param("backend") String backend,
      @Param("identity") String identity,
      @Param("app") String app,
      @Param("now") Instant now);

  /** Locks what is forgotten, and returns the {@code asked} of each. */
  List<UUID> forgotten(@Param("now") Instant now, @Param("limit") int limit);

  int forget(@Param("now") Instant now, @Param("asked") String[] asked);
}
