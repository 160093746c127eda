package org.threadless.console.broadcast;

import java.util.List;
import java.util.Optional;
import org.threadless.console.call.ConsolePages;
import org.threadless.console.call.Links;
import org.threadless.console.call.Moment;
import org.threadless.console.call.Thousands;
import org.threadless.router.engine.broadcast.Broadcast;
import org.threadless.router.engine.broadcast.BroadcastMessage;

/**
 * What the page of a broadcast shows.
 *
 * @param title what people know it by
 * @param madeBy who wanted it; may be empty
 * @param made when
 * @param due when it goes out, where that is not yet
 * @param total how many messages there are
 * @param passedOver how many people there was no way to; empty where there were none
 * @param done what was done just now; may be empty
 * @param samples what is said to the first of them
 * @param progress how far it is
 */
public record BroadcastPage(
    String title,
    String madeBy,
    Moment made,
    Optional<Moment> due,
    String total,
    Optional<String> passedOver,
    String done,
    List<Sample> samples,
    BroadcastProgress progress) {

  /**
   * What somebody is told.
   *
   * @param href where the message is
   * @param to the number
   * @param text what it says
   */
  public record Sample(String href, String to, String text) {

    static Sample of(BroadcastMessage message) {
      return new Sample(
          ConsolePages.ROOT + Links.message(message.id()),
          message.connection().identity().value(),
          message.text());
    }
  }

  static BroadcastPage of(
      Broadcast broadcast,
      Optional<Moment> due,
      String done,
      List<Sample> samples,
      BroadcastProgress progress) {
    return new BroadcastPage(
        broadcast.title().orElse("Without a name"),
        broadcast.madeBy().orElse(""),
        Moment.of(broadcast.createdAt()),
        due,
        Thousands.of(broadcast.total()),
        broadcast.passedOver() == 0
            ? Optional.empty()
            : Optional.of(Thousands.of(broadcast.passedOver())),
        done,
        samples,
        progress);
  }
}
