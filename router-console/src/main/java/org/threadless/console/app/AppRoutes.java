package org.threadless.console.app;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.threadless.console.call.PageRoute;
import org.threadless.console.call.PageRoutes;
import org.threadless.console.call.Reply;
import org.threadless.console.call.Section;
import org.threadless.console.call.Visit;
import org.threadless.console.message.Explained;
import org.threadless.router.engine.access.user.Role;
import org.threadless.router.engine.backend.Backends;
import org.threadless.router.engine.routing.ConfiguredApp;
import org.threadless.router.engine.routing.rehearsal.Rehearsal;
import org.threadless.router.handler.Handler;
import org.threadless.router.handler.HandlerApp;
import org.threadless.router.handler.Reachability;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Identity;
import org.threadless.router.message.ReceivedMessage;

/** The page of the apps. */
public final class AppRoutes implements PageRoutes {

  private final List<ConfiguredApp> apps;
  private final Backends backends;
  private final Rehearsal rehearsal;

  @Inject
  AppRoutes(List<ConfiguredApp> apps, Backends backends, Rehearsal rehearsal) {
    this.apps = apps;
    this.backends = backends;
    this.rehearsal = rehearsal;
  }

  @Override
  public List<PageRoute> all() {
    return List.of(PageRoute.get("/apps", Role.READER, this::show));
  }

  private Reply show(Visit visit) {
    AppPage.Question question =
        new AppPage.Question(
            visit.query("backend").orElse(""),
            visit.query("number").orElse(""),
            visit.query("text").orElse(""));
    Optional<Explained> explained = Optional.empty();
    String problem = "";
    if (!question.number().isEmpty()) {
      try {
        explained = Optional.of(Explained.of(rehearsal.of(message(question))));
      } catch (IllegalArgumentException e) {
        problem = "It cannot be explained: " + e.getMessage() + ".";
      }
    }
    Reachability reachability = new Reachability();
    List<ListedApp> listed = listed(reachability);
    return Reply.page(
        "Apps",
        Section.APPS,
        "apps",
        new AppPage(
            listed,
            reachability.problems(),
            backends.all().stream().map(backend -> backend.name().value()).toList(),
            question,
            explained,
            problem));
  }

  private static ReceivedMessage message(AppPage.Question question) {
    return ReceivedMessage.of(
        new Connection(new BackendName(question.backend()), new Identity(question.number())),
        question.text());
  }

  private List<ListedApp> listed(Reachability reachability) {
    List<ListedApp> listed = new ArrayList<>();
    for (ConfiguredApp each : apps) {
      List<Handler> handlers =
          each.provider().get() instanceof HandlerApp app ? app.handlers() : List.of();
      reachability.add(each.name(), handlers);
      listed.add(
          new ListedApp(
              listed.size() + 1,
              each.name().value(),
              each.phases().stream().sorted().map(Object::toString).toList(),
              handlers.stream().map(AppRoutes::shown).toList()));
    }
    return listed;
  }

  // With room between the words, so that lines can end there; in a pattern a bar is part of it.
  private static String shown(Handler handler) {
    List<String> words = handler.words();
    return words.size() > 1
        ? handler.toString().replace(String.join("|", words), String.join(" | ", words))
        : handler.toString();
  }
}
