package org.threadless.console.broadcast;

import jakarta.inject.Inject;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.threadless.console.call.ConsolePages;
import org.threadless.console.call.CsvRows;
import org.threadless.console.call.Links;
import org.threadless.console.call.Moment;
import org.threadless.console.call.PageRoute;
import org.threadless.console.call.PageRoutes;
import org.threadless.console.call.Reply;
import org.threadless.console.call.Section;
import org.threadless.console.call.Thousands;
import org.threadless.console.call.Visit;
import org.threadless.http.request.RequestException;
import org.threadless.router.engine.access.user.Role;
import org.threadless.router.engine.broadcast.Broadcast;
import org.threadless.router.engine.broadcast.BroadcastMessage;
import org.threadless.router.engine.broadcast.BroadcastState;
import org.threadless.router.engine.broadcast.BroadcastStore;
import org.threadless.router.engine.history.Cursor;
import org.threadless.router.engine.history.Messages;
import org.threadless.router.engine.history.WaitState;
import org.threadless.router.engine.history.WaitState.Awaited;
import org.threadless.router.message.OutgoingStatus;

/** The list of broadcasts, and the page of each. */
public final class BroadcastRoutes implements PageRoutes {

  private static final int LISTED = 20;
  private static final int SAMPLES = 3;
  private static final int AT_A_TIME = 1000;

  private final BroadcastStore broadcasts;
  private final Messages messages;

  @Inject
  BroadcastRoutes(BroadcastStore broadcasts, Messages messages) {
    this.broadcasts = broadcasts;
    this.messages = messages;
  }

  /** Returns where the page of a broadcast is. */
  static String at(UUID id) {
    return ConsolePages.ROOT + below(id);
  }

  /** Returns the same below the console. */
  static String below(UUID id) {
    return Links.broadcast(id);
  }

  @Override
  public List<PageRoute> all() {
    return List.of(
        PageRoute.get("/broadcasts", Role.READER, this::list),
        PageRoute.get("/broadcasts/{id}", Role.READER, this::show),
        PageRoute.get("/broadcasts/{id}/progress", Role.READER, this::progress),
        PageRoute.get("/broadcasts/{id}/results.csv", Role.READER, this::results),
        PageRoute.get("/broadcasts/{id}/stop", Role.OPERATOR, this::askToStop),
        PageRoute.post("/broadcasts/{id}/pause", Role.OPERATOR, this::pause),
        PageRoute.post("/broadcasts/{id}/resume", Role.OPERATOR, this::resume),
        PageRoute.post("/broadcasts/{id}/stop", Role.OPERATOR, this::stop));
  }

  private Reply list(Visit visit) {
    Optional<Cursor> after = visit.query("cursor", Cursor::parse);
    List<Broadcast> found = broadcasts.list(after.map(Cursor::last), LISTED);
    Optional<String> next =
        found.size() < LISTED
            ? Optional.empty()
            : Optional.of("?cursor=" + new Cursor(found.get(LISTED - 1).id()).text());
    return Reply.page(
        "Broadcasts",
        Section.BROADCASTS,
        "broadcast-list",
        new BroadcastList(
            found.stream().map(BroadcastList.Line::of).toList(),
            next,
            after.isEmpty(),
            visit.may(Role.OPERATOR)));
  }

  private Reply show(Visit visit) {
    Broadcast broadcast = find(visit);
    List<BroadcastMessage> first = broadcasts.messages(broadcast.id(), Optional.empty(), SAMPLES);
    return Reply.page(
        broadcast.title().orElse("Broadcast"),
        Section.BROADCASTS,
        "broadcast-page",
        BroadcastPage.of(
            broadcast,
            due(first),
            visit.query("done").map(BroadcastRoutes::done).orElse(""),
            first.stream().map(BroadcastPage.Sample::of).toList(),
            progressOf(broadcast, visit)));
  }

  // All go out at the same time.
  private Optional<Moment> due(List<BroadcastMessage> first) {
    return first.stream()
        .findFirst()
        .flatMap(message -> messages.find(message.id()))
        .flatMap(found -> found.waiting())
        .filter(waiting -> waiting.awaited() == Awaited.ITS_TIME)
        .map(WaitState::due)
        .map(Moment::of);
  }

  private static String done(String word) {
    return switch (word) {
      case "sent" -> "It is on its way.";
      case "paused" -> "Nothing more of it goes out until somebody lets it go on.";
      case "resumed" -> "It goes on.";
      case "stopped" -> "It is stopped: what has not gone out is being cancelled.";
      default -> "";
    };
  }

  private Reply progress(Visit visit) {
    return Reply.fragment("broadcast-progress", progressOf(find(visit), visit));
  }

  private BroadcastProgress progressOf(Broadcast broadcast, Visit visit) {
    return BroadcastProgress.of(
        broadcast, broadcasts.counts(broadcast.id()), visit.may(Role.OPERATOR));
  }

  private Reply pause(Visit visit) {
    UUID id = find(visit).id();
    broadcasts.pause(id);
    visit.noted("broadcast-pause", id.toString());
    return Reply.redirect(below(id) + "?done=paused");
  }

  private Reply resume(Visit visit) {
    Broadcast broadcast = find(visit);
    if (broadcast.state() == BroadcastState.STOPPED) {
      throw new RequestException(409, "It is stopped: what has not gone out of it never does.");
    }
    broadcasts.resume(broadcast.id());
    visit.noted("broadcast-resume", broadcast.id().toString());
    return Reply.redirect(below(broadcast.id()) + "?done=resumed");
  }

  private Reply askToStop(Visit visit) {
    Broadcast broadcast = find(visit);
    return Reply.page(
        "Stop a broadcast",
        Section.BROADCASTS,
        "broadcast-stop",
        new StopPage(
            at(broadcast.id()),
            broadcast.title().orElse("Without a name"),
            Thousands.of(broadcast.count(OutgoingStatus.QUEUED), "message", "messages")));
  }

  private Reply stop(Visit visit) {
    UUID id = find(visit).id();
    broadcasts.stop(id);
    visit.noted("broadcast-stop", id.toString());
    return Reply.redirect(below(id) + "?done=stopped");
  }

  private Reply results(Visit visit) {
    UUID id = find(visit).id();
    return Reply.csv("broadcast-" + id + ".csv", out -> write(id, out));
  }

  private void write(UUID id, Writer out) throws IOException {
    try (CsvRows rows =
        new CsvRows(out, "backend", "identity", "status", "reason", "since", "text", "message")) {
      List<BroadcastMessage> page = broadcasts.messages(id, Optional.empty(), AT_A_TIME);
      while (!page.isEmpty()) {
        for (BroadcastMessage each : page) {
          rows.add(row(each));
        }
        UUID last = page.get(page.size() - 1).id();
        page = broadcasts.messages(id, Optional.of(last), AT_A_TIME);
      }
    }
  }

  private static List<String> row(BroadcastMessage message) {
    return List.of(
        message.connection().backend().value(),
        message.connection().identity().value(),
        message.status().name().toLowerCase(Locale.ROOT),
        message.reason().orElse(""),
        message.updatedAt().toString(),
        message.text(),
        message.id().toString());
  }

  private Broadcast find(Visit visit) {
    return broadcasts
        .find(visit.id())
        .orElseThrow(() -> new RequestException(404, "There is no such broadcast here."));
  }
}
