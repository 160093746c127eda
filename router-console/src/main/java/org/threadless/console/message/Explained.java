package org.threadless.console.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.threadless.router.engine.routing.AppCall;
import org.threadless.router.engine.routing.rehearsal.Rehearsed;
import org.threadless.router.engine.store.Planned;
import org.threadless.router.loop.Tellable;

/**
 * The way that a message would take with today's configuration.
 *
 * @param status how it would end
 * @param problem why it could not be routed; may be empty
 * @param calls what each app would do, in each phase
 * @param replies what would be sent
 */
public record Explained(StatusBadge status, String problem, List<Call> calls, List<Said> replies) {

  /**
   * An app in a phase.
   *
   * @param app its name
   * @param phase the phase
   * @param did what it decided, changed and made
   * @param hasThrown whether it threw
   */
  public record Call(String app, String phase, String did, boolean hasThrown) {

    static Call of(AppCall call) {
      List<String> did = new ArrayList<>();
      did.add(call.thrown().map(Call::failure).orElseGet(call::decision));
      if (!call.before().equals(call.after())) {
        did.add(
            "changed the text to \u201c" + ListedMessage.shortened(call.after(), 160) + "\u201d");
      }
      if (!call.made().isEmpty()) {
        did.add(
            "made " + (call.made().size() == 1 ? "a message" : call.made().size() + " messages"));
      }
      return new Call(
          call.app().value(),
          call.phase().toString(),
          String.join("; ", did),
          call.thrown().isPresent());
    }

    private static String failure(Throwable thrown) {
      return "threw " + Tellable.firstLine(thrown.toString());
    }
  }

  /**
   * A message that was sent, or would be.
   *
   * @param to whom
   * @param text what it says
   * @param status how far it has come, or would
   * @param href where it is, where it is stored
   */
  public record Said(String to, String text, StatusBadge status, Optional<String> href) {}

  /** Copies the lists. */
  public Explained {
    calls = List.copyOf(calls);
    replies = List.copyOf(replies);
  }

  /** Returns how a rehearsal is shown. */
  public static Explained of(Rehearsed rehearsed) {
    return new Explained(
        StatusBadge.of(rehearsed.routed().status()),
        rehearsed.routed().errors().stream()
            .filter(error -> error.app().isEmpty())
            .map(error -> Tellable.firstLine(error.error()))
            .findFirst()
            .orElse(""),
        rehearsed.calls().stream().map(Call::of).toList(),
        rehearsed.routed().outgoing().stream().map(Explained::said).toList());
  }

  private static Said said(Planned planned) {
    return new Said(
        planned.message().connection().written(),
        ListedMessage.shortened(planned.message().text(), 400),
        StatusBadge.of(planned.status()),
        Optional.empty());
  }
}
