package org.threadless.storage.callback;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.threadless.router.engine.callback.UntoldEvent;

/** The statements that events are told by; their SQL is in the XML of the same name. */
public interface CallbackMapper {

  /** Returns the first targets after this one that messages have named. */
  List<NamedTargetRow> named(
      @Param("after") String after, @Param("limit") int limit, @Param("now") Instant now);

  /** Returns and locks the positions of what is due, those apart that others are taking. */
  List<Long> lockDue(
      @Param("target") String target, @Param("now") Instant now, @Param("limit") int limit);

  int take(@Param("positions") List<Long> positions, @Param("node") int node);

  /** Returns events in their order. */
  List<DueEventRow> events(@Param("positions") List<Long> positions);

  int giveBack(@Param("positions") List<Long> positions, @Param("node") int node);

  int end(@Param("message") UUID message, @Param("target") String target);

  int removeEventsTo(@Param("message") UUID message, @Param("target") String target);

  int giveUp(@Param("target") String target, @Param("before") Instant before);

  int giveUpNamed(@Param("before") Instant before);

  int giveUpUnknown(@Param("known") Collection<String> known, @Param("before") Instant before);

  /** Returns the last targets that are to be told something, from the last one on. */
  List<String> lastTargets(@Param("limit") int limit);

  /** Returns how many events of each target there are, up to a limit, in the same order. */
  List<EventCountRow> counts(@Param("targets") List<String> targets, @Param("limit") int limit);

  /** Returns how many there are of all targets before this one, up to a limit. */
  EventCountRow countBefore(
      @Param("target") String target, @Param("name") String name, @Param("limit") int limit);

  /** Returns what is to be told of a message, in the order in which it is. */
  List<UntoldEvent> untold(@Param("message") UUID message);
}
