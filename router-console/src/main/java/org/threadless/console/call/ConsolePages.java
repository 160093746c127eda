package org.threadless.console.call;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.threadless.http.HttpService;
import org.threadless.router.engine.access.user.Role;
import org.threadless.router.engine.backend.Backends;
import org.threadless.web.asset.Assets;
import org.threadless.web.page.Shell;
import org.threadless.web.page.Templates;
import org.threadless.web.signin.SignInPages;
import org.threadless.web.signin.visitor.Visitor;

/** Makes HTML of what routes answer: the templates of this module, in the shell that all share. */
@Singleton
public final class ConsolePages {

  /** Where the console is mounted. */
  public static final String ROOT = "/console";

  private static final String TESTER = "httptester";
  private static final int MOST_TESTERS = 3;

  // What turns the direction of all that follows: a title has no elements that would keep it in.
  private static final Pattern TURNS =
      Pattern.compile("[\\p{Cc}\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

  private final Templates templates;
  private final Assets assets;
  private final Backends backends;

  @Inject
  ConsolePages(Templates templates, Assets assets, Backends backends) {
    this.templates = templates;
    this.assets = assets;
    this.backends = backends;
  }

  String render(Reply.Page page, Visitor visitor) {
    List<Shell.Link> pages =
        Arrays.stream(Section.values())
            .filter(section -> visitor.role().includes(section.least()))
            .map(
                section ->
                    new Shell.Link(
                        section.label(), ROOT + section.path(), section == page.section()))
            .toList();
    return Shell.of(
            TURNS.matcher(page.title()).replaceAll(""),
            ROOT + assets.folder(),
            templates.content(page.template(), page.model()))
        .leadingTo(places(visitor), pages)
        .forVisitor(
            new Shell.SignedIn(
                visitor.name(),
                visitor.role().written(),
                SignInPages.PASSWORD,
                SignInPages.SIGN_OUT))
        .with(List.of("console.css"), List.of("console.js"))
        .html();
  }

  String render(Reply.Fragment fragment) {
    return templates.render(fragment.template(), fragment.model());
  }

  String problem(int status, PersonNamed line, boolean isAfterChange, Visitor visitor) {
    ShownProblem problem = ShownProblem.of(status, line, isAfterChange);
    return render(
        new Reply.Page(problem.heading(), Section.TODAY, "problem", problem, status), visitor);
  }

  // The testers are no part of the console, and beside it at once. They are to send, so that
  // readers are mostly not let in.
  private List<Shell.Link> places(Visitor visitor) {
    List<Shell.Link> places = new ArrayList<>();
    places.add(new Shell.Link("Console", ROOT + "/", true));
    backends.all().stream()
        .filter(backend -> backend.engine().equals(TESTER))
        .filter(backend -> visitor.role().includes(Role.OPERATOR))
        .limit(MOST_TESTERS)
        .map(
            backend ->
                new Shell.Link(
                    backend.name().value(), HttpService.path(TESTER, backend.name()), false))
        .forEach(places::add);
    return places;
  }
}
