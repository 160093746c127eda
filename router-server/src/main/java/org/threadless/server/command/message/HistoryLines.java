package org.threadless.server.command.message;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.threadless.router.conversation.Direction;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.engine.callback.CallbackUrls;
import org.threadless.router.engine.callback.UntoldEvent;
import org.threadless.router.engine.history.MessageHistory;
import org.threadless.router.engine.history.RoutingError;
import org.threadless.router.engine.history.WaitState;
import org.threadless.router.engine.sending.Obstacles;
import org.threadless.router.engine.store.Leg;
import org.threadless.router.loop.Tellable;
import org.threadless.router.message.DeliveryReport;
import org.threadless.router.text.Printable;
import org.threadless.storage.offline.CheckedDatabase;

/** What became of a message, for people. Strangers have written part of it. */
final class HistoryLines {

  private static final String NOT_ROUTED = "others come first, or no router serves";
  private static final String NOT_SENT =
      "others come first, its backend is outside of its hours or at its rate, or no router serves";

  private final MessageHistory history;
  private final CheckedDatabase database;
  private final Instant now;
  private final List<String> lines = new ArrayList<>();

  /**
   * @param database what it says of backends that are down or paused, where the message waits
   */
  HistoryLines(MessageHistory history, CheckedDatabase database, Instant now) {
    this.history = history;
    this.database = database;
    this.now = now;
  }

  /** Returns all that is known. */
  List<String> all() {
    brief();
    history.way().forEach(leg -> add("way", line(leg)));
    return lines;
  }

  /** Returns that without the way that it went. */
  List<String> brief() {
    StoredMessage message = history.message();
    boolean in = message.direction() == Direction.IN;
    lines.add(
        message.id()
            + (in ? " from " : " to ")
            + printable(message.connection().identity().value())
            + " by "
            + message.connection().backend());
    add("text", message.textDeleted() ? "(deleted: texts are kept for a time)" : message.text());
    add(in ? "received" : "made", message.time().toString());
    add("status", message.status() + " since " + history.updatedAt());
    add("reason", message.reason());
    add("waits", history.waiting().map(this::waits));
    add("of use until", history.validUntil().map(Instant::toString));
    add("gateway's id", in ? history.externalId() : message.gatewayId());
    add(in ? "handled by app" : "made by app", history.app());
    add("answers", message.inResponseTo().map(Object::toString));
    history.answers().forEach(id -> add("answered by", id.toString()));
    history.errors().forEach(error -> add("error", line(error)));
    history.untold().forEach(event -> add("to be told", line(event)));
    history.reports().forEach(report -> add("report", line(report)));
    return lines;
  }

  private void add(String name, Optional<String> value) {
    value.ifPresent(there -> add(name, there));
  }

  private void add(String name, String value) {
    lines.add("  " + name + ": " + printable(value));
  }

  private static String printable(String text) {
    return Printable.of(text, text.length());
  }

  private String waits(WaitState waiting) {
    if (waiting.awaited() == WaitState.Awaited.ITS_TIME) {
      return "not to be sent before " + waiting.due();
    }
    if (waiting.awaited() == WaitState.Awaited.ITS_BROADCAST) {
      return "for its broadcast, which is paused or being stopped";
    }
    return waiting
            .lastTried()
            .map(last -> "tried " + waiting.attempts() + " times, at last " + last)
            .orElse("not tried yet")
        + "; "
        + next(waiting);
  }

  private String next(WaitState waiting) {
    boolean isDue = !waiting.due().isAfter(now);
    String due =
        isDue ? "due since " + waiting.due() : "may be tried from " + waiting.due() + " on";
    boolean isIn = waiting.awaited() == WaitState.Awaited.ROUTING;
    Optional<String> obstacle = isIn ? Optional.empty() : obstacle();
    String perhaps = isDue ? ": " + (isIn ? NOT_ROUTED : NOT_SENT) : "";
    return due + obstacle.map(why -> ", but " + why).orElse(perhaps);
  }

  private Optional<String> obstacle() {
    return Obstacles.known(
        history.message().connection().backend(), database.paused(), database.down());
  }

  private static String line(UntoldEvent event) {
    return event.type().wireName()
        + " of "
        + event.at()
        + " to "
        + CallbackUrls.shown(event.url())
        + event
            .lastFailure()
            .map(why -> ": tried " + event.attempts() + " times, " + why + "; again " + event.due())
            .orElse("");
  }

  private static String line(RoutingError error) {
    return (error.app().isEmpty() ? "not routed" : "app " + error.app() + " in " + error.phase())
        + " at "
        + error.createdAt()
        + ": "
        + Tellable.firstLine(error.error());
  }

  private static String line(Leg leg) {
    return leg.at()
        + " "
        + leg.backend()
        + switch (leg.result()) {
          case DOWN -> " was not asked: it was down";
          case HELD -> " was not asked";
          case NOT_SERVED -> " does not serve this number";
          case FAILED -> " could not take it";
          case PERHAPS -> " perhaps has it";
          case REFUSED -> " refused it";
          case ACCEPTED -> " accepted it";
        }
        + leg.reason().map(why -> ": " + why).orElse("");
  }

  private static String line(DeliveryReport report) {
    return report.state()
        + " came "
        + report.receivedAt()
        + report.reportedAt().map(time -> ", of " + time).orElse("")
        + report.source().map(source -> ", by " + source).orElse("")
        + report.text().map(text -> ": " + text).orElse("")
        + (report.hasChangedStatus() ? "" : " (changed nothing)");
  }
}
