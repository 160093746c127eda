package org.threadless.console.today;

import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.threadless.console.call.ConsolePages;
import org.threadless.console.call.PageRoute;
import org.threadless.console.call.PageRoutes;
import org.threadless.console.call.Reply;
import org.threadless.console.call.Section;
import org.threadless.console.call.Visit;
import org.threadless.http.HttpService;
import org.threadless.http.response.RefusedRequests;
import org.threadless.router.ProjectName;
import org.threadless.router.engine.access.user.Role;
import org.threadless.router.engine.backend.Backends;
import org.threadless.router.engine.backlog.WaitingSummary;
import org.threadless.router.engine.broadcast.BroadcastStore;
import org.threadless.router.engine.history.MessageQuery;
import org.threadless.router.engine.history.Messages;
import org.threadless.router.engine.sending.BackendStates;
import org.threadless.router.engine.statistics.Statistics;
import org.threadless.router.message.BackendName;

/** The page that the console begins with. */
public final class TodayRoutes implements PageRoutes {

  private static final String TESTER = "httptester";
  private static final int MOST_PAUSED = 5;

  private final ProjectName project;
  private final Backends backends;
  private final Messages messages;
  private final BroadcastStore broadcasts;
  private final NowReader now;
  private final CountsReader counts;

  @Inject
  TodayRoutes(
      ProjectName project,
      Backends backends,
      Messages messages,
      BroadcastStore broadcasts,
      BackendStates states,
      WaitingSummary summary,
      RefusedRequests refusals,
      Statistics statistics,
      InstantSource clock) {
    this.project = project;
    this.backends = backends;
    this.messages = messages;
    this.broadcasts = broadcasts;
    this.now = new NowReader(states, summary, refusals);
    this.counts = new CountsReader(statistics, clock);
  }

  @Override
  public List<PageRoute> all() {
    return List.of(
        PageRoute.get("/", Role.READER, this::today),
        PageRoute.get("/today/now", Role.READER, visit -> Reply.fragment("today-now", now.read())),
        PageRoute.get(
            "/today/counts",
            Role.READER,
            visit -> Reply.fragment("today-counts", counts.read(backend(visit)))));
  }

  private Reply today(Visit visit) {
    return Reply.page(
        "Today",
        Section.TODAY,
        "today",
        new Today(
            project.value(),
            isNew(),
            testers(),
            paused(),
            now.read(),
            counts.read(backend(visit))));
  }

  private static Optional<String> backend(Visit visit) {
    return visit.query("backend", BackendName::new).map(BackendName::value);
  }

  private boolean isNew() {
    return messages.search(MessageQuery.builder().limit(1).build()).messages().isEmpty();
  }

  private List<Today.Place> paused() {
    return broadcasts.paused(MOST_PAUSED).stream()
        .map(
            each ->
                new Today.Place(
                    each.title().orElse("Without a name"),
                    ConsolePages.ROOT + "/broadcasts/" + each.id()))
        .toList();
  }

  private List<Today.Place> testers() {
    return backends.all().stream()
        .filter(each -> each.engine().equals(TESTER))
        .map(each -> new Today.Place(each.name().value(), HttpService.path(TESTER, each.name())))
        .toList();
  }
}
