package org.threadless.console.backend;

import java.util.Optional;
import org.threadless.console.call.ConsolePages;
import org.threadless.console.call.Links;
import org.threadless.console.call.Moment;
import org.threadless.console.call.Thousands;
import org.threadless.router.conversation.Direction;
import org.threadless.router.engine.sending.BackendState;

/**
 * A backend as pages show it.
 *
 * @param name its configured name
 * @param engine its kind
 * @param href where more of it is
 * @param label its state in words
 * @param tone the class that colours that
 * @param reason why it is so; may be empty
 * @param since since when, where that is known
 * @param next when that ends, or is tried again, where that is known
 * @param toSend how many messages wait to be sent
 * @param toRoute how many wait to be routed
 * @param oldest since when the oldest of them waits
 * @param isPaused whether somebody has paused it
 */
public record ListedBackend(
    String name,
    String engine,
    String href,
    String label,
    String tone,
    String reason,
    Optional<Moment> since,
    Optional<Moment> next,
    String toSend,
    String toRoute,
    Optional<Moment> oldest,
    boolean isPaused) {

  /** Returns whether somebody should look at it. */
  public boolean isDown() {
    return tone.equals("bad");
  }

  /** Returns how one is shown. */
  public static ListedBackend of(BackendState state) {
    String name = state.backend().name().value();
    return new ListedBackend(
        name,
        state.backend().engine(),
        ConsolePages.ROOT + "/backends/" + Links.segment(name),
        label(state.kind()),
        tone(state.kind()),
        reason(state),
        state.since().map(Moment::of),
        state.next().map(Moment::of),
        Thousands.of(state.waiting(Direction.OUT)),
        Thousands.of(state.waiting(Direction.IN)),
        state.oldest().map(Moment::of),
        state.kind() == BackendState.Kind.PAUSED);
  }

  // Those of the command line say since when in the reason; pages say that beside it.
  private static String reason(BackendState state) {
    String reason = state.reason().orElse("");
    String since = state.since().map(time -> " since " + time).orElse("");
    return reason.endsWith(since) ? reason.substring(0, reason.length() - since.length()) : reason;
  }

  private static String label(BackendState.Kind kind) {
    return switch (kind) {
      case UP -> "up";
      case DOWN -> "down";
      case PAUSED -> "paused";
      case OUT_OF_HOURS -> "out of hours";
    };
  }

  private static String tone(BackendState.Kind kind) {
    return switch (kind) {
      case UP -> "good";
      case DOWN -> "bad";
      case PAUSED, OUT_OF_HOURS -> "calm";
    };
  }
}
