package org.threadless.router.script;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.threadless.router.incoming.Receipt;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Identity;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.router.script.LineResult.Difference;
import org.threadless.router.text.Segments;

/** One script while it runs: which messages have come, and which of them lines have taken. */
final class ScriptRun {

  private static final String NOTHING = "nothing";

  private final ScriptTarget target;
  private final BackendName backend;
  private final Deque<Came> untaken = new ArrayDeque<>();
  private final Map<Identity, OutgoingMessage> heard = new HashMap<>();
  private final Map<Identity, Supplier<String>> statuses = new HashMap<>();

  /** A message, and the line after which it came. */
  private record Came(OutgoingMessage message, ScriptLine after) {}

  /** A message that no line took, and the line after which it came. */
  record LeftOver(ScriptLine cause, Difference difference) {}

  ScriptRun(ScriptTarget target, BackendName backend) {
    this.target = target;
    this.backend = backend;
  }

  /** Does what a line says, and returns what differs. */
  Optional<Difference> take(ScriptLine line) {
    if (line instanceof ScriptLine.Says says) {
      say(says);
    } else if (line instanceof ScriptLine.Hears hears) {
      return hear(hears);
    } else if (line instanceof ScriptLine.AtMost atMost) {
      return measure(atMost);
    } else if (line instanceof ScriptLine.HasStatus hasStatus) {
      return compareStatus(hasStatus);
    }
    return Optional.empty();
  }

  /** Returns the oldest message that no line took, after the last line. */
  Optional<LeftOver> leftOver(ScriptLine last) {
    collect(last);
    return Optional.ofNullable(untaken.peek())
        .map(
            came ->
                new LeftOver(
                    came.after(), new Difference("no further message", shown(came.message()))));
  }

  private void say(ScriptLine.Says line) {
    Connection from = connection(line.identity());
    Identity identity = from.identity();
    ReceivedMessage message = ReceivedMessage.of(from, line.text());
    line.receivedAt().ifPresent(target::reach);
    Receipt receipt =
        target.incoming(line.receivedAt().map(message::withReceivedAt).orElse(message));
    statuses.put(identity, receipt.status()::name);
    collect(line);
  }

  private Optional<Difference> hear(ScriptLine.Hears line) {
    // What was sent meanwhile without a message having come in: a reminder.
    collect(line);
    Identity identity = connection(line.identity()).identity();
    Optional<OutgoingMessage> oldest = oldest(identity);
    oldest.ifPresent(message -> remember(identity, message));
    String actual = oldest.map(message -> quoted(message.text())).orElse(NOTHING);
    return difference(quoted(line.text()), actual);
  }

  private Optional<Difference> measure(ScriptLine.AtMost line) {
    OutgoingMessage message = heard.get(connection(line.identity()).identity());
    if (message == null) {
      return missing("a reply to this identity before this line");
    }
    int count = Segments.of(message.text()).count();
    return count <= line.segments()
        ? Optional.empty()
        : difference("at most " + segments(line.segments()), segments(count));
  }

  private Optional<Difference> compareStatus(ScriptLine.HasStatus line) {
    Supplier<String> status = statuses.get(connection(line.identity()).identity());
    return status == null
        ? missing("a message of this identity before this line")
        : difference(line.status(), status.get());
  }

  // As the router has it: a number may be written in several ways.
  private Connection connection(Identity written) {
    return target.uniform(new Connection(backend, written));
  }

  private void collect(ScriptLine after) {
    target.takeSent().stream()
        .filter(message -> message.connection().backend().equals(backend))
        .forEach(message -> untaken.add(new Came(message, after)));
  }

  private Optional<OutgoingMessage> oldest(Identity identity) {
    for (Iterator<Came> all = untaken.iterator(); all.hasNext(); ) {
      OutgoingMessage message = all.next().message();
      if (message.connection().identity().equals(identity)) {
        all.remove();
        return Optional.of(message);
      }
    }
    return Optional.empty();
  }

  private void remember(Identity identity, OutgoingMessage message) {
    heard.put(identity, message);
    statuses.put(identity, () -> target.statusOf(message));
  }

  private static Optional<Difference> difference(String expected, String actual) {
    return expected.equals(actual)
        ? Optional.empty()
        : Optional.of(new Difference(expected, actual));
  }

  private static Optional<Difference> missing(String expected) {
    return difference(expected, NOTHING);
  }

  private static String shown(OutgoingMessage message) {
    return message.connection().identity() + " < " + quoted(message.text());
  }

  private static String quoted(String text) {
    // One line, whatever is in it, and blanks at its ends can be seen.
    return "'" + text.replace("\n", "\\n").replace("\r", "\\r") + "'";
  }

  private static String segments(int count) {
    return count + (count == 1 ? " segment" : " segments");
  }
}
