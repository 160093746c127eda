package org.threadless.console.today;

import jakarta.inject.Inject;
import java.util.List;
import org.threadless.console.call.Reply;
import org.threadless.console.call.Route;
import org.threadless.console.call.Routes;
import org.threadless.console.call.Section;
import org.threadless.console.call.Visit;
import org.threadless.router.ProjectName;
import org.threadless.router.engine.access.Role;

/** The page that the console begins with. */
public final class TodayRoutes implements Routes {

  private final ProjectName project;

  @Inject
  TodayRoutes(ProjectName project) {
    this.project = project;
  }

  @Override
  public List<Route> all() {
    return List.of(Route.get("/", Role.READER, this::today));
  }

  private Reply today(Visit visit) {
    return Reply.page("Today", Section.TODAY, "today", new Today(project.value()));
  }
}
