package org.threadless.console.message.story;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.threadless.console.call.ConsolePages;
import org.threadless.console.call.Links;
import org.threadless.console.message.ListedMessage;
import org.threadless.console.message.StatusBadge;
import org.threadless.router.conversation.Direction;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.engine.broadcast.Broadcast;
import org.threadless.router.engine.callback.CallbackUrls;
import org.threadless.router.engine.callback.UntoldEvent;
import org.threadless.router.engine.history.MessageHistory;
import org.threadless.router.engine.history.Resending;
import org.threadless.router.engine.history.RoutingError;
import org.threadless.router.engine.history.WaitState;
import org.threadless.router.engine.store.Leg;
import org.threadless.router.loop.Tellable;
import org.threadless.router.message.DeliveryReport;

/** Puts all that happened to a message into the order of time. */
final class Steps {

  private final MessageHistory history;
  private final Optional<Broadcast> broadcast;
  private final Optional<String> obstacle;
  private final List<Step> steps = new ArrayList<>();

  private Steps(MessageHistory history, Optional<Broadcast> broadcast, Optional<String> obstacle) {
    this.history = history;
    this.broadcast = broadcast;
    this.obstacle = obstacle;
  }

  /**
   * Returns what happened.
   *
   * @param broadcast of which one it is
   * @param replies what was sent in answer to it
   * @param obstacle what keeps messages of its backend from going out now, where that is known
   */
  static List<Step> of(
      MessageHistory history,
      Optional<Broadcast> broadcast,
      List<StoredMessage> replies,
      Optional<String> obstacle) {
    return new Steps(history, broadcast, obstacle).all(replies);
  }

  private List<Step> all(List<StoredMessage> replies) {
    steps.add(begin());
    history.errors().stream().map(Steps::step).forEach(steps::add);
    replies.stream().map(Steps::step).forEach(steps::add);
    history.resendings().stream().flatMap(Steps::steps).forEach(steps::add);
    history.way().stream().map(Steps::step).forEach(steps::add);
    history.reports().stream().map(Steps::step).forEach(steps::add);
    history.untold().stream().map(Steps::step).forEach(steps::add);
    steps.add(
        Step.of(
                history.updatedAt(),
                StatusBadge.of(history.message().status()).tone(),
                "Since then it is: " + StatusBadge.of(history.message().status()).label() + ".")
            .saying(history.message().reason().orElse("")));
    // What is of one second stays as it is here: its parts were stored together.
    steps.sort(Comparator.comparing(step -> step.at().truncatedTo(ChronoUnit.SECONDS)));
    history.waiting().map(this::step).ifPresent(steps::add);
    return steps;
  }

  private Step begin() {
    StoredMessage message = history.message();
    if (message.direction() == Direction.IN) {
      return Step.of(
          message.time(), "good", "It came in by " + message.connection().backend() + ".");
    }
    if (broadcast.isPresent()) {
      return made(message, broadcast.get());
    }
    Step made = Step.of(message.time(), "", "It was made.");
    return message
        .inResponseTo()
        .map(
            id ->
                Step.of(message.time(), "", "It was made in answer to a message.")
                    .leadingTo(ConsolePages.ROOT + Links.message(id)))
        .orElse(made);
  }

  private static Step made(StoredMessage message, Broadcast broadcast) {
    String by = broadcast.madeBy().map(name -> " by " + name).orElse("");
    return Step.of(message.time(), "", "It was made for a broadcast" + by + ".")
        .saying(broadcast.title().orElse(""))
        .leadingTo(ConsolePages.ROOT + Links.broadcast(broadcast.id()));
  }

  private static Stream<Step> steps(Resending resending) {
    return Stream.of(
        Step.of(resending.failedAt(), "bad", "It had failed.")
            .saying(resending.reason().orElse("")),
        Step.of(resending.at(), "", "It was let be sent again by " + resending.madeBy() + "."));
  }

  private static Step step(RoutingError error) {
    String what =
        error.app().isEmpty()
            ? "It could not be routed."
            : "The app " + error.app() + " threw in " + error.phase() + ".";
    return Step.of(error.createdAt(), "bad", what).saying(Tellable.firstLine(error.error()));
  }

  private static Step step(StoredMessage reply) {
    return Step.of(
            reply.time(),
            "",
            "It was answered; the answer is: " + StatusBadge.of(reply.status()).label() + ".")
        .saying(ListedMessage.shortened(reply.text(), 160))
        .leadingTo(ConsolePages.ROOT + Links.message(reply.id()));
  }

  private static Step step(Leg leg) {
    return Step.of(leg.at(), tone(leg.result()), leg.backend() + did(leg.result()))
        .saying(leg.reason().orElse(""));
  }

  private static String tone(Leg.Result result) {
    return switch (result) {
      case ACCEPTED -> "good";
      case DOWN, HELD, NOT_SERVED, PERHAPS -> "calm";
      case FAILED, REFUSED -> "bad";
    };
  }

  private static String did(Leg.Result result) {
    return switch (result) {
      case DOWN -> " was not asked: it was down.";
      case HELD -> " was not asked.";
      case NOT_SERVED -> " does not serve this number.";
      case FAILED -> " could not take it.";
      case PERHAPS -> " perhaps has it.";
      case REFUSED -> " refused it.";
      case ACCEPTED -> " accepted it.";
    };
  }

  private static Step step(DeliveryReport report) {
    String tone =
        switch (report.state()) {
          case DELIVERED -> "good";
          case FAILED, REJECTED -> "bad";
          case ACCEPTED, BUFFERED, UNKNOWN -> "";
        };
    return Step.of(
            report.receivedAt(),
            tone,
            "A report says: "
                + report.state().name().toLowerCase(Locale.ROOT)
                + report.source().map(source -> ", by " + source).orElse("")
                + (report.hasChangedStatus() ? "." : ". It changed nothing."))
        .saying(report.text().orElse(""));
  }

  private static Step step(UntoldEvent event) {
    String tried =
        event.attempts() == 0 ? "not tried yet" : "tried " + event.attempts() + " times in vain";
    return Step.of(
            event.at(),
            "calm",
            CallbackUrls.shown(event.url())
                + " is still to be told of "
                + event.type().wireName()
                + ": "
                + tried
                + ".")
        .saying(event.lastFailure().orElse(""));
  }

  // Its time is yet to come.
  private Step step(WaitState waiting) {
    boolean isToGoOut =
        waiting.awaited() == WaitState.Awaited.SENDING
            || waiting.awaited() == WaitState.Awaited.NEXT_TRY;
    return Step.of(waiting.due(), "calm", waits(waiting))
        .saying(isToGoOut ? obstacle.orElse("") : "");
  }

  private static String waits(WaitState waiting) {
    return switch (waiting.awaited()) {
      case ITS_TIME -> "It is not to be sent before.";
      case ITS_BROADCAST -> "It waits for its broadcast, which is paused or being stopped.";
      case ROUTING -> "It waits to be routed, from then on.";
      case SENDING -> "It waits to be sent, from then on.";
      case NEXT_TRY ->
          "It was tried " + waiting.attempts() + " times, and may be again from then on.";
    };
  }
}
