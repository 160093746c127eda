package org.threadless.console.people;

import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.threadless.console.call.ConsolePages;
import org.threadless.console.call.DoneSentence;
import org.threadless.console.call.Links;
import org.threadless.console.call.PageRoute;
import org.threadless.console.call.PageRoutes;
import org.threadless.console.call.Reply;
import org.threadless.console.call.Section;
import org.threadless.console.call.Visit;
import org.threadless.http.request.RequestException;
import org.threadless.router.engine.access.user.Role;
import org.threadless.router.message.Contact;
import org.threadless.router.message.Group;
import org.threadless.router.people.Groups;
import org.threadless.router.text.WrittenUuid;

/** The pages of groups. */
public final class GroupRoutes implements PageRoutes {

  private static final String ONE = "/groups/{group}";

  // To see who is in it; all of them are in the table of people.
  private static final int SHOWN = 200;

  private final Groups groups;

  @Inject
  GroupRoutes(Groups groups) {
    this.groups = groups;
  }

  @Override
  public List<PageRoute> all() {
    return List.of(
        PageRoute.get("/groups", Role.READER, this::list),
        PageRoute.post("/groups", Role.OPERATOR, this::add),
        PageRoute.get(ONE, Role.READER, this::show),
        PageRoute.post(ONE + "/rename", Role.OPERATOR, this::rename),
        PageRoute.post(ONE + "/leave", Role.OPERATOR, this::leave),
        PageRoute.post(ONE + "/delete", Role.OPERATOR, this::delete));
  }

  private static String path(Group group) {
    return "/groups/" + Links.segment(group.name());
  }

  private Reply list(Visit visit) {
    List<GroupList.Listed> listed =
        groups.all().stream()
            .map(
                group ->
                    new GroupList.Listed(
                        group.name(), group.members(), ConsolePages.ROOT + path(group)))
            .toList();
    return Reply.page(
        "Groups",
        Section.GROUPS,
        "groups",
        new GroupList(listed, visit.may(Role.OPERATOR), DoneSentence.of(visit)));
  }

  private Reply add(Visit visit) {
    String name = name(visit);
    Group made = groups.make(name);
    visit.noted("group-add", made.name());
    return Reply.redirect(path(made) + "?done=made");
  }

  private static String name(Visit visit) {
    return visit
        .field("name", value -> Group.requireName(value.strip()))
        .orElseThrow(() -> RequestException.badField("name", "is missing"));
  }

  private Group find(Visit visit) {
    String name = visit.path("group", Group::requireName);
    return groups
        .find(name)
        .orElseThrow(() -> new RequestException(404, "There is no group of that name."));
  }

  private Reply show(Visit visit) {
    Group group = find(visit);
    List<Contact> members = groups.members(group);
    return Reply.page(
        "Group " + group.name(),
        Section.GROUPS,
        "group",
        new GroupPage(
            group.name(),
            ConsolePages.ROOT + path(group),
            ListedPerson.of(members.subList(0, Math.min(SHOWN, members.size()))),
            members.size(),
            visit.may(Role.OPERATOR),
            DoneSentence.of(visit)));
  }

  private Reply rename(Visit visit) {
    Group group = find(visit);
    String name = name(visit);
    Group renamed = groups.rename(group, name);
    visit.noted("group-rename", group.name(), "to " + renamed.name());
    return Reply.redirect(path(renamed) + "?done=changed");
  }

  private Reply leave(Visit visit) {
    Group group = find(visit);
    UUID id =
        WrittenUuid.parse(visit.required("person"))
            .orElseThrow(() -> RequestException.badField("person", "must be an id"));
    boolean unused = groups.leave(group, Contact.unknown(id));
    visit.noted("person-leave", id.toString());
    return Reply.redirect(path(group) + "?done=changed");
  }

  private Reply delete(Visit visit) {
    Group group = find(visit);
    boolean unused = groups.delete(group);
    visit.noted("group-delete", group.name());
    return Reply.redirect("/groups?done=deleted");
  }
}
