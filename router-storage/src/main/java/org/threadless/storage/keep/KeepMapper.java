package org.threadless.storage.keep;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.threadless.storage.write.sql.CountingMapper;
import org.threadless.storage.write.sql.MessageIdMapper;
import org.threadless.storage.write.sql.MessagePartsMapper;

/** The statements that delete what is kept for a time; their SQL is in the XML of the same name. */
public interface KeepMapper extends MessagePartsMapper, CountingMapper, MessageIdMapper {

  /** Returns up to where a kind is deleted, and has it to itself; null where somebody else has. */
  UUID take(@Param("kind") KeptKind kind);

  int setUpTo(@Param("kind") KeptKind kind, @Param("upTo") UUID upTo);

  /** Returns the next messages from one on and before another one, in the order of their ids. */
  List<UUID> messages(
      @Param("from") UUID from, @Param("before") UUID before, @Param("limit") int limit);

  /** The same of what went wrong in apps: each message once for each error. */
  List<UUID> withErrors(
      @Param("from") UUID from, @Param("before") UUID before, @Param("limit") int limit);

  /** The same of delivery reports. */
  List<UUID> withReports(
      @Param("from") UUID from, @Param("before") UUID before, @Param("limit") int limit);

  /** The same of the steps of ways. */
  List<UUID> withWay(
      @Param("from") UUID from, @Param("before") UUID before, @Param("limit") int limit);

  /** The same of what people have done. */
  List<UUID> auditEntries(
      @Param("from") UUID from, @Param("before") UUID before, @Param("limit") int limit);

  /**
   * Returns those of the messages that nobody routes, sends or tells of any more, and locks them.
   */
  List<UUID> lockDone(@Param("ids") String[] ids);

  List<UUID> lockAuditEntries(@Param("ids") String[] ids);

  /** Returns the next ones that were not done when they were looked at. */
  List<UUID> longer(
      @Param("kind") KeptKind kind,
      @Param("from") UUID from,
      @Param("before") UUID before,
      @Param("limit") int limit);

  int keepLonger(@Param("kind") KeptKind kind, @Param("ids") String[] ids);

  int forgetLonger(@Param("kind") KeptKind kind, @Param("ids") String[] ids);

  int blankTexts(@Param("ids") String[] ids);

  int blankReports(@Param("ids") String[] ids);

  int blankExternalIds(@Param("ids") String[] ids);

  int removeLegs(@Param("ids") String[] ids);

  int removeMessages(@Param("ids") String[] ids);

  int removeAuditEntries(@Param("ids") String[] ids);

  /** Removes the broadcasts of which no message is left. */
  int removeBroadcasts(@Param("upTo") UUID upTo, @Param("madeBefore") Instant madeBefore);
}
