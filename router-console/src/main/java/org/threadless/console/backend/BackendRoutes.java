package org.threadless.console.backend;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.threadless.console.call.ConsolePages;
import org.threadless.console.call.Links;
import org.threadless.console.call.Moment;
import org.threadless.console.call.PageRoute;
import org.threadless.console.call.PageRoutes;
import org.threadless.console.call.Reply;
import org.threadless.console.call.Section;
import org.threadless.console.call.TypedNumber;
import org.threadless.console.call.Visit;
import org.threadless.console.message.HandWritten;
import org.threadless.http.HttpService;
import org.threadless.http.receive.HttpBackend;
import org.threadless.http.request.FormReader;
import org.threadless.http.request.RequestException;
import org.threadless.router.engine.access.user.Role;
import org.threadless.router.engine.backend.Backends;
import org.threadless.router.engine.backend.ConfiguredBackend;
import org.threadless.router.engine.backlog.Backlog;
import org.threadless.router.engine.history.FoundMessage;
import org.threadless.router.engine.history.MessageQuery;
import org.threadless.router.engine.history.Messages;
import org.threadless.router.engine.sending.BackendState;
import org.threadless.router.engine.sending.BackendStates;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Identity;
import org.threadless.router.message.Numbers;
import org.threadless.router.message.OutgoingStatus;

/** The pages of backends, and what is done with one. */
public final class BackendRoutes implements PageRoutes {

  private static final String PATH = "/backends/{backend}";
  private static final int SHOWN_FAILURES = 10;

  private final Backends backends;
  private final BackendStates states;
  private final Backlog backlog;
  private final Messages messages;
  private final HandWritten handWritten;
  private final Numbers numbers;

  @Inject
  BackendRoutes(
      Backends backends,
      BackendStates states,
      Backlog backlog,
      Messages messages,
      HandWritten handWritten,
      Numbers numbers) {
    this.backends = backends;
    this.states = states;
    this.backlog = backlog;
    this.messages = messages;
    this.handWritten = handWritten;
    this.numbers = numbers;
  }

  @Override
  public List<PageRoute> all() {
    return List.of(
        PageRoute.get("/backends", Role.READER, this::list),
        PageRoute.get("/backends/live", Role.READER, this::live),
        PageRoute.get(PATH, Role.READER, this::show),
        PageRoute.post(PATH + "/pause", Role.OPERATOR, this::pause),
        PageRoute.post(PATH + "/resume", Role.OPERATOR, this::resume),
        PageRoute.post(PATH + "/try", Role.OPERATOR, this::tryOut));
  }

  private Reply list(Visit visit) {
    return Reply.page("Backends", Section.BACKENDS, "backends", all(states));
  }

  private Reply live(Visit visit) {
    return Reply.fragment("backends-now", all(states));
  }

  private static BackendList all(BackendStates states) {
    return new BackendList(states.all().stream().map(ListedBackend::of).toList());
  }

  private ConfiguredBackend find(Visit visit) {
    BackendName name = visit.backend();
    if (!backends.has(name)) {
      throw new RequestException(404, "No backend is configured as " + name + ".");
    }
    return backends.require(name);
  }

  private Reply show(Visit visit) {
    ConfiguredBackend backend = find(visit);
    BackendState state = states.of(backend.name());
    return Reply.page(
        "Backend " + backend.name(),
        Section.BACKENDS,
        "backend",
        new BackendPage(
            ListedBackend.of(state),
            ShownSettings.of(backend),
            failures(backend.name()),
            ConsolePages.ROOT
                + "/messages?status=failed&backend="
                + Links.segment(backend.name().value()),
            backend.provider().get() instanceof HttpBackend
                ? Optional.of(HttpService.path(backend.engine(), backend.name()))
                : Optional.empty(),
            visit.may(Role.OPERATOR),
            done(visit, state)));
  }

  private List<BackendPage.Failed> failures(BackendName backend) {
    return messages
        .search(
            MessageQuery.builder()
                .backend(backend)
                .status(OutgoingStatus.FAILED)
                .limit(SHOWN_FAILURES)
                .build())
        .messages()
        .stream()
        .map(BackendRoutes::failed)
        .toList();
  }

  private static BackendPage.Failed failed(FoundMessage found) {
    return new BackendPage.Failed(
        Moment.of(found.updatedAt()),
        found.message().connection().identity().value(),
        found.message().reason().orElse(""),
        ConsolePages.ROOT + Links.message(found.message().id()));
  }

  private static String done(Visit visit, BackendState state) {
    return visit
        .query("done")
        .map(
            word ->
                switch (word) {
                  case "paused" -> "What is to be sent waits from now on.";
                  case "resumed" -> resumed(state.kind());
                  default -> "";
                })
        .orElse("");
  }

  private static String resumed(BackendState.Kind kind) {
    return switch (kind) {
      case UP -> "What waits goes out again.";
      case DOWN -> "It is not paused, but down: what waits goes out once a probe is answered.";
      case OUT_OF_HOURS ->
          "Answers go out again; what apps send of themselves waits for its hours.";
      case PAUSED -> "";
    };
  }

  private Reply pause(Visit visit) {
    ConfiguredBackend backend = find(visit);
    backlog.pause(backend.name());
    visit.noted("backend-pause", backend.name().value());
    return done(backend, "paused");
  }

  private Reply resume(Visit visit) {
    ConfiguredBackend backend = find(visit);
    backlog.endPause(backend.name());
    visit.noted("backend-resume", backend.name().value());
    return done(backend, "resumed");
  }

  private static Reply done(ConfiguredBackend backend, String what) {
    return Reply.redirect("/backends/" + Links.segment(backend.name().value()) + "?done=" + what);
  }

  private Reply tryOut(Visit visit) {
    ConfiguredBackend backend = find(visit);
    String typed = visit.required("number");
    Identity identity = FormReader.checked("number", () -> TypedNumber.reached(typed));
    Connection to = numbers.uniform(new Connection(backend.name(), identity));
    return Reply.redirect(Links.message(handWritten.send(visit, to).message().id()));
  }
}
