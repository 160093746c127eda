package org.threadless.console.broadcast;

import java.util.List;
import java.util.Optional;
import org.threadless.console.call.Moment;
import org.threadless.console.call.Thousands;
import org.threadless.router.engine.broadcast.Broadcast;
import org.threadless.router.message.OutgoingStatus;

/**
 * What the list of broadcasts shows.
 *
 * @param lines the newest first
 * @param next where the list goes on; empty where it does not
 * @param isFirst whether it begins with the newest
 * @param mayCompose whether the visitor may make one
 */
public record BroadcastList(
    List<Line> lines, Optional<String> next, boolean isFirst, boolean mayCompose) {

  /** Copies the list. */
  public BroadcastList {
    lines = List.copyOf(lines);
  }

  /**
   * A broadcast.
   *
   * @param href where more of it is
   * @param title what people know it by
   * @param madeBy who wanted it; may be empty
   * @param made when
   * @param state how it is
   * @param done of how many messages it is known whether they go out
   * @param total how many messages there are
   * @param progress both in words
   */
  public record Line(
      String href,
      String title,
      String madeBy,
      Moment made,
      BroadcastBadge state,
      int done,
      int total,
      String progress) {

    static Line of(Broadcast broadcast) {
      int total = broadcast.total();
      int done = total - broadcast.count(OutgoingStatus.QUEUED);
      return new Line(
          BroadcastRoutes.at(broadcast.id()),
          broadcast.title().orElse("Without a name"),
          broadcast.madeBy().orElse(""),
          Moment.of(broadcast.createdAt()),
          BroadcastBadge.of(broadcast.state()),
          done,
          total,
          Thousands.of(done) + " of " + Thousands.of(total));
    }
  }
}
