package org.threadless.console.access;

import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.threadless.console.call.ConsolePages;
import org.threadless.console.call.Links;
import org.threadless.console.call.Moment;
import org.threadless.console.call.PageRoute;
import org.threadless.console.call.PageRoutes;
import org.threadless.console.call.Reply;
import org.threadless.console.call.Section;
import org.threadless.console.call.Visit;
import org.threadless.router.engine.access.audit.Audit;
import org.threadless.router.engine.access.audit.AuditEntry;
import org.threadless.router.engine.access.audit.AuditFilter;
import org.threadless.router.engine.access.user.Role;
import org.threadless.router.text.WrittenUuid;

/** The page of who did what, which is for admins alone. */
public final class AuditRoutes implements PageRoutes {

  private static final int SHOWN = 100;

  private final Audit audit;

  @Inject
  AuditRoutes(Audit audit) {
    this.audit = audit;
  }

  @Override
  public List<PageRoute> all() {
    return List.of(PageRoute.get("/audit", Role.ADMIN, this::show));
  }

  private Reply show(Visit visit) {
    Optional<String> who = visit.query("who");
    AuditFilter filter =
        new AuditFilter(
            who, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    List<AuditEntry> found = audit.list(filter, visit.listKey("before"), SHOWN + 1);
    List<AuditEntry> shown = found.subList(0, Math.min(SHOWN, found.size()));
    return Reply.page(
        "Who did what",
        Section.ACCESS,
        "audit",
        new AuditPage(
            who.orElse(""),
            shown.stream().map(AuditRoutes::deed).toList(),
            found.size() > SHOWN
                ? Optional.of(next(who, shown.get(SHOWN - 1).id()))
                : Optional.empty()));
  }

  private static String next(Optional<String> who, UUID before) {
    Map<String, String> query = new LinkedHashMap<>();
    who.ifPresent(name -> query.put("who", name));
    query.put("before", before.toString());
    return ConsolePages.ROOT + "/audit?" + Links.query(query);
  }

  private static AuditPage.Deed deed(AuditEntry entry) {
    Optional<UUID> id = WrittenUuid.parse(entry.subject());
    String thing = entry.action().split("-", 2)[0];
    return new AuditPage.Deed(
        Moment.of(entry.at()),
        entry.who(),
        entry.action(),
        id.isPresent() ? "this " + thing : entry.subject(),
        link(entry, thing, id).map(each -> ConsolePages.ROOT + each),
        entry.detail());
  }

  // Where what it was done to is; it may be there no more.
  private static Optional<String> link(AuditEntry entry, String thing, Optional<UUID> id) {
    return switch (thing) {
      case "message" -> id.map(Links::message);
      case "broadcast" ->
          id.map(
              each ->
                  entry.action().equals("broadcast-test")
                      ? Links.message(each)
                      : Links.broadcast(each));
      case "person" -> id.map(Links::contact);
      case "group" -> Optional.of("/groups/" + Links.segment(entry.subject()));
      case "backend" -> Optional.of("/backends/" + Links.segment(entry.subject()));
      default -> Optional.empty();
    };
  }
}
