package org.threadless.api.people;

import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.eclipse.jetty.http.HttpMethod;
import org.threadless.api.call.Call;
import org.threadless.api.call.CallAnswer;
import org.threadless.api.call.Fields;
import org.threadless.api.call.Operation;
import org.threadless.api.call.Operations;
import org.threadless.api.call.ProblemException;
import org.threadless.router.engine.access.token.Right;
import org.threadless.router.message.Contact;
import org.threadless.router.message.Group;
import org.threadless.router.people.Contacts;
import org.threadless.router.people.Groups;
import org.threadless.router.people.PeopleException;

/** What is done with groups: {@code /groups}. */
public final class GroupOperations implements Operations {

  private static final String ONE = "/groups/{group}";
  private static final String MEMBER = "/groups/{group}/members/{id}";

  private final Groups groups;
  private final Contacts contacts;

  @Inject
  GroupOperations(Groups groups, Contacts contacts) {
    this.groups = groups;
    this.contacts = contacts;
  }

  /** A group. */
  record GroupView(String name) {

    static GroupView of(Group group) {
      return new GroupView(group.name());
    }
  }

  /** All of them. */
  record AllGroups(List<GroupView> groups) {}

  /** A group and who is in it. */
  record WithMembers(String name, List<ContactView> members) {}

  @Override
  public List<Operation> all() {
    return List.of(
        Operation.of(HttpMethod.GET, "/groups", Right.PEOPLE, this::list),
        Operation.of(HttpMethod.POST, "/groups", Right.PEOPLE, this::add),
        Operation.of(HttpMethod.GET, ONE, Right.PEOPLE, this::show),
        Operation.of(HttpMethod.PATCH, ONE, Right.PEOPLE, this::rename),
        Operation.of(HttpMethod.DELETE, ONE, Right.PEOPLE, this::delete),
        Operation.of(HttpMethod.PUT, MEMBER, Right.PEOPLE, this::join),
        Operation.of(HttpMethod.DELETE, MEMBER, Right.PEOPLE, this::leave));
  }

  private CallAnswer list(Call call) {
    return CallAnswer.ok(new AllGroups(groups.all().stream().map(GroupView::of).toList()));
  }

  private CallAnswer add(Call call) {
    String name = name(call);
    try {
      return new CallAnswer.Json(201, GroupView.of(groups.make(name)));
    } catch (PeopleException e) {
      throw ProblemException.conflict(e.getMessage());
    }
  }

  private CallAnswer show(Call call) {
    Group group = find(call);
    return CallAnswer.ok(new WithMembers(group.name(), ContactView.of(groups.members(group))));
  }

  private CallAnswer rename(Call call) {
    String name = name(call);
    Group group = find(call);
    try {
      return CallAnswer.ok(GroupView.of(groups.rename(group, name)));
    } catch (PeopleException e) {
      Group unused = find(call);
      throw ProblemException.conflict(e.getMessage());
    }
  }

  private CallAnswer delete(Call call) {
    Group group = find(call);
    if (!groups.delete(group)) {
      throw unknown(group.name());
    }
    return CallAnswer.done();
  }

  private CallAnswer join(Call call) {
    Group group = find(call);
    try {
      boolean unused = groups.join(group, Contact.unknown(call.id()));
    } catch (PeopleException e) {
      throw ProblemException.notFound(e.getMessage());
    }
    return CallAnswer.done();
  }

  private CallAnswer leave(Call call) {
    UUID id = call.id();
    boolean left = groups.leave(find(call), Contact.unknown(id));
    if (!left && contacts.find(id).isEmpty()) {
      throw ProblemException.notFound("there is no contact " + id);
    }
    return CallAnswer.done();
  }

  private static String name(Call call) {
    Fields fields = call.body();
    fields.require("name");
    String name = fields.text("name", Group::requireName).orElse("");
    fields.finish();
    return name;
  }

  private Group find(Call call) {
    String name = call.path("group", Group::requireName);
    return groups.find(name).orElseThrow(() -> unknown(name));
  }

  private static ProblemException unknown(String name) {
    return ProblemException.notFound("there is no group " + name);
  }
}
