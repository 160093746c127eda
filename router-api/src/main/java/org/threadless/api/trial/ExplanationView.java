package org.threadless.api.trial;

import java.util.List;
import java.util.Optional;
import org.threadless.router.engine.routing.AppCall;
import org.threadless.router.engine.routing.rehearsal.Rehearsed;
import org.threadless.router.engine.store.Planned;
import org.threadless.router.loop.Tellable;
import org.threadless.router.message.OutgoingMessage;

/** The way of a message as {@code openapi.yaml} says that it is told. */
record ExplanationView(
    String status, Optional<String> problem, List<PhaseView> calls, List<WouldBeSent> messages) {

  /** An app in a phase. */
  record PhaseView(
      String app,
      String phase,
      long microseconds,
      Optional<String> decided,
      Optional<String> changedTo,
      Optional<String> problem,
      List<String> replies) {

    static PhaseView of(AppCall call) {
      return new PhaseView(
          call.app().value(),
          call.phase().toString(),
          call.took().toNanos() / 1000,
          Optional.of(call.decision()).filter(decision -> call.thrown().isEmpty()),
          Optional.of(call.after()).filter(text -> !text.equals(call.before())),
          call.thrown().map(thrown -> Tellable.firstLine(thrown.toString())),
          call.made().stream().map(OutgoingMessage::text).toList());
    }
  }

  /** A message that would have gone out, or would have been cancelled. */
  record WouldBeSent(
      String backend, String to, String text, String status, Optional<String> reason) {

    static WouldBeSent of(Planned planned) {
      OutgoingMessage message = planned.message();
      return new WouldBeSent(
          message.connection().backend().value(),
          message.connection().identity().value(),
          message.text(),
          planned.status().name(),
          message.cancelReason());
    }
  }

  static ExplanationView of(Rehearsed rehearsed) {
    return new ExplanationView(
        rehearsed.routed().status().name(),
        rehearsed.routed().errors().stream()
            .filter(error -> error.app().isEmpty())
            .map(error -> Tellable.firstLine(error.error()))
            .findFirst(),
        rehearsed.calls().stream().map(PhaseView::of).toList(),
        rehearsed.routed().outgoing().stream().map(WouldBeSent::of).toList());
  }
}
