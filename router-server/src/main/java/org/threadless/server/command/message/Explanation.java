package org.threadless.server.command.message;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.threadless.router.app.LaterException;
import org.threadless.router.app.Phase;
import org.threadless.router.engine.routing.AppCall;
import org.threadless.router.incoming.Receipt;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.ReceivedMessage;

/**
 * The way of a message, for people.
 *
 * @param received the message
 * @param receipt what became of it
 * @param calls of apps, in their order
 */
record Explanation(ReceivedMessage received, Receipt receipt, List<AppCall> calls) {

  private static final Set<Phase> INCOMING = EnumSet.range(Phase.FILTER, Phase.CLEANUP);

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(received.connection() + " > " + received.text());
    INCOMING.forEach(phase -> lines.addAll(ofPhase(phase)));
    lines.addAll(ofPhase(Phase.OUTGOING));
    lines.add("it is " + receipt.status());
    lines.add(receipt.sent().isEmpty() ? "nothing would go out" : "this would go out:");
    receipt.sent().forEach(message -> lines.add("  " + shown(message)));
    return lines;
  }

  private List<String> ofPhase(Phase phase) {
    List<AppCall> here = calls.stream().filter(call -> call.phase() == phase).toList();
    return here.isEmpty()
        ? List.of(String.format("  %-8s  no app was asked", phase))
        : here.stream().map(Explanation::shown).toList();
  }

  private static String shown(AppCall call) {
    return String.format(
        Locale.ROOT,
        "  %-8s  %-20s %9.3f ms  %s",
        call.phase(),
        call.app(),
        call.took().toNanos() / 1e6,
        String.join("; ", whatItDid(call)));
  }

  private static List<String> whatItDid(AppCall call) {
    List<String> did = new ArrayList<>();
    did.add(call.thrown().map(Explanation::failure).orElseGet(() -> oneLine(call.decision())));
    if (!call.before().equals(call.after())) {
      did.add("changed the text to '" + oneLine(call.after()) + "'");
    }
    call.made().forEach(message -> did.add("made " + shown(message)));
    return did;
  }

  private static String failure(Throwable thrown) {
    return thrown instanceof LaterException later
        ? "wants it later: " + oneLine(later.getMessage()) + "; all is undone, and it waits"
        : "threw " + oneLine(thrown) + ", and is undone";
  }

  private static String shown(OutgoingMessage message) {
    return message.connection() + " < " + oneLine(message.text());
  }

  private static String oneLine(Object text) {
    return text.toString().lines().collect(Collectors.joining(" "));
  }
}
