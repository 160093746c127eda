package org.threadless.router.engine.routing;

import java.util.List;
import java.util.UUID;
import org.threadless.router.engine.store.Planned;
import org.threadless.router.message.OutgoingStatus;

/** Knows what goes to many at once: what one piece of work sends of itself to more than a few. */
final class Broadcasts {

  private Broadcasts() {}

  /**
   * Returns the same, with those marked that go to many.
   *
   * @param few up to so many are none
   */
  static List<Planned> mark(List<Planned> planned, int few) {
    List<Planned> own = planned.stream().filter(Broadcasts::isOwn).toList();
    if (own.size() <= few) {
      return planned;
    }
    UUID first = own.get(0).message().id();
    return planned.stream().map(each -> isOwn(each) ? each.inBroadcast(first) : each).toList();
  }

  /** Returns the same, with all marked as messages of one broadcast, but for those that answer. */
  static List<Planned> markAll(List<Planned> planned, UUID broadcast) {
    return planned.stream()
        .map(each -> answers(each) ? each : each.inBroadcast(broadcast))
        .toList();
  }

  private static boolean isOwn(Planned planned) {
    return planned.status() == OutgoingStatus.QUEUED && !answers(planned);
  }

  private static boolean answers(Planned planned) {
    return planned.message().inResponseTo().isPresent();
  }
}
