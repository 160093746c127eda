package org.threadless.backend.httptester.view;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.threadless.router.app.Phase;
import org.threadless.router.engine.routing.AppCall;
import org.threadless.router.engine.routing.rehearsal.Rehearsed;
import org.threadless.router.engine.store.Planned;
import org.threadless.router.loop.Tellable;
import org.threadless.router.message.Connection;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.OutgoingStatus;

/**
 * The way that a message would take now.
 *
 * @param text of the message
 * @param summary which app answers it, in a sentence
 * @param failed whether it could not be routed
 * @param steps the apps that it would meet, in their order
 * @param outgoing what would go out, as sentences
 */
public record ShownWay(
    String text, String summary, boolean failed, List<Step> steps, List<String> outgoing) {

  /**
   * An app in a phase.
   *
   * @param tone {@code good} where it decides what becomes of the message, {@code calm} where it
   *     cancels another, {@code bad} where it throws; else empty
   * @param changedTo the text that it leaves; empty where it is left as it was
   */
  public record Step(
      String app,
      String phase,
      String took,
      String decision,
      String tone,
      String changedTo,
      List<String> made) {

    /** Copies the list. */
    public Step {
      made = List.copyOf(made);
    }

    static Step of(AppCall call) {
      boolean threw = call.thrown().isPresent();
      return new Step(
          call.app().value(),
          call.phase().toString(),
          String.format(Locale.ROOT, "%.1f ms", call.took().toNanos() / 1_000_000.0),
          call.thrown()
              .map(thrown -> "threw " + Tellable.firstLine(thrown.toString()))
              .orElseGet(call::decision),
          threw ? "bad" : tone(call),
          call.after().equals(call.before()) ? "" : call.after(),
          call.made().stream().map(OutgoingMessage::text).toList());
    }

    private static String tone(AppCall call) {
      boolean cancelled = call.phase() == Phase.OUTGOING && !call.answer();
      return answers(call) ? "good" : cancelled ? "calm" : "";
    }
  }

  /** Copies the lists. */
  public ShownWay {
    steps = List.copyOf(steps);
    outgoing = List.copyOf(outgoing);
  }

  /**
   * Returns how a way is shown.
   *
   * @param phone that the message came from
   */
  public static ShownWay of(String text, Connection phone, Rehearsed rehearsed) {
    return new ShownWay(
        text,
        summary(rehearsed),
        rehearsed.routed().status() == IncomingStatus.ERRORED,
        rehearsed.calls().stream().map(Step::of).toList(),
        rehearsed.routed().outgoing().stream().map(planned -> sentence(planned, phone)).toList());
  }

  private static String summary(Rehearsed rehearsed) {
    if (rehearsed.routed().status() == IncomingStatus.ERRORED) {
      return "It cannot be routed: " + problem(rehearsed) + ".";
    }
    return decisive(rehearsed).map(ShownWay::summary).orElse("No app answers it.");
  }

  private static String summary(AppCall call) {
    return switch (call.phase()) {
      case FILTER -> call.app() + " stops it, and no other app sees it.";
      case DEFAULT -> "No app handles it, so " + call.app() + " answers.";
      default -> call.app() + " handles it.";
    };
  }

  private static Optional<AppCall> decisive(Rehearsed rehearsed) {
    return rehearsed.calls().stream().filter(ShownWay::answers).findFirst();
  }

  private static boolean answers(AppCall call) {
    return switch (call.phase()) {
      case FILTER, HANDLE, DEFAULT -> call.answer();
      case PARSE, CLEANUP, OUTGOING, DELIVERED -> false;
    };
  }

  private static String problem(Rehearsed rehearsed) {
    return rehearsed.routed().errors().stream()
        .map(error -> Tellable.firstLine(error.error()))
        .findFirst()
        .orElse("an app failed");
  }

  private static String sentence(Planned planned, Connection phone) {
    OutgoingMessage message = planned.message();
    String to = message.connection().equals(phone) ? "" : " to " + message.connection();
    String cancelled =
        planned.status() == OutgoingStatus.CANCELLED
            ? " (cancelled" + message.cancelReason().map(why -> ": " + why).orElse("") + ")"
            : "";
    return message.text() + to + cancelled;
  }
}
