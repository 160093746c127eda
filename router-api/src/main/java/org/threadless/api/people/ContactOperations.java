package org.threadless.api.people;

import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.http.HttpMethod;
import org.threadless.api.call.Call;
import org.threadless.api.call.CallAnswer;
import org.threadless.api.call.Fields;
import org.threadless.api.call.Operation;
import org.threadless.api.call.Operations;
import org.threadless.api.call.Problem;
import org.threadless.api.call.ProblemException;
import org.threadless.api.call.Written;
import org.threadless.router.engine.access.token.Right;
import org.threadless.router.engine.backend.Backends;
import org.threadless.router.engine.store.MessageStore;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Contact;
import org.threadless.router.message.Identity;
import org.threadless.router.people.Contacts;
import org.threadless.router.people.Groups;
import org.threadless.router.people.PeopleException;

/** What is done with contacts: {@code /contacts}. */
public final class ContactOperations implements Operations {

  private static final int MOST = 1000;
  private static final int SOME = 100;
  private static final String CONNECTION = "/contacts/{id}/connections/{backend}/{identity}";

  private final Contacts contacts;
  private final Groups groups;
  private final MessageStore store;
  private final Backends backends;

  @Inject
  ContactOperations(Contacts contacts, Groups groups, MessageStore store, Backends backends) {
    this.contacts = contacts;
    this.groups = groups;
    this.store = store;
    this.backends = backends;
  }

  /** Some of them, and where the others begin. */
  record Page(List<ContactView> contacts, Optional<String> next) {}

  @Override
  public List<Operation> all() {
    return List.of(
        Operation.withQuery(HttpMethod.GET, "/contacts", Right.PEOPLE, this::list),
        Operation.of(HttpMethod.POST, "/contacts", Right.PEOPLE, this::add),
        Operation.of(HttpMethod.GET, "/contacts/{id}", Right.PEOPLE, this::show),
        Operation.of(HttpMethod.PATCH, "/contacts/{id}", Right.PEOPLE, this::change),
        Operation.of(HttpMethod.DELETE, "/contacts/{id}", Right.PEOPLE, this::delete),
        Operation.of(HttpMethod.PUT, CONNECTION, Right.PEOPLE, this::connect),
        Operation.of(HttpMethod.DELETE, CONNECTION, Right.PEOPLE, this::disconnect),
        Operation.of(HttpMethod.POST, "/contacts/{id}/merge/{other}", Right.PEOPLE, this::merge));
  }

  private CallAnswer list(Call call) {
    Fields query = call.query();
    Optional<String> name = query.text("name", 1, Contact.MAX_NAME_LENGTH);
    Optional<BackendName> backend = query.text("backend", BackendName::new);
    Optional<Identity> identity = query.text("identity", Identity::new);
    int limit = query.number("limit", 1, MOST).orElse(SOME);
    Optional<UUID> after = query.text("cursor", ContactOperations::cursor);
    if (query.has("backend") != query.has("identity")) {
      query.wrong("identity", "and backend go together");
    } else if (query.has("name") && query.has("identity")) {
      query.wrong("name", "cannot be asked for together with identity");
    }
    query.finish();
    if (identity.isPresent()) {
      return CallAnswer.ok(owner(call, new Connection(backend.orElseThrow(), identity.get())));
    }
    return CallAnswer.ok(name.map(this::named).orElseGet(() -> page(after, limit)));
  }

  private Page owner(Call call, Connection connection) {
    call.require(connection.backend());
    return all(contacts.find(connection).stream().toList());
  }

  private Page named(String name) {
    return all(contacts.named(name));
  }

  private static Page all(List<Contact> found) {
    return new Page(ContactView.of(found), Optional.empty());
  }

  private Page page(Optional<UUID> after, int limit) {
    List<Contact> found = contacts.list(after, limit + 1);
    if (found.size() <= limit) {
      return all(found);
    }
    List<Contact> shown = found.subList(0, limit);
    return new Page(ContactView.of(shown), Optional.of(shown.get(limit - 1).id().toString()));
  }

  private static UUID cursor(String written) {
    try {
      return Written.id(written);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("must be the next of a list before", e);
    }
  }

  private CallAnswer add(Call call) {
    NewContact asked = NewContact.of(call, backends);
    return new CallAnswer.Json(201, ContactView.of(attempt(() -> make(asked))));
  }

  private Contact make(NewContact asked) {
    return store.together(
        work -> {
          // Whoever has a connection in hand just now is waited for, as apps do.
          work.mark();
          Contact made =
              contacts.make(asked.details(), asked.connections().toArray(Connection[]::new));
          asked.groups().forEach(name -> groups.join(groups.of(name), made));
          return contacts.find(made.id()).orElseThrow();
        });
  }

  private CallAnswer show(Call call) {
    UUID id = call.id();
    return CallAnswer.ok(ContactView.of(contacts.find(id).orElseThrow(() -> unknown(id))));
  }

  private CallAnswer change(Call call) {
    UUID id = call.id();
    Fields fields = call.body();
    UnaryOperator<Contact> changes = ContactFields.changes(fields);
    fields.finish();
    return changed(() -> contacts.change(Contact.unknown(id), changes), id);
  }

  private CallAnswer delete(Call call) {
    UUID id = call.id();
    if (!contacts.delete(Contact.unknown(id))) {
      throw unknown(id);
    }
    return CallAnswer.done();
  }

  private CallAnswer connect(Call call) {
    UUID id = call.id();
    Connection connection = connection(call);
    if (!backends.has(connection.backend())) {
      throw ProblemException.notFound("no backend is configured as " + connection.backend());
    }
    return changed(() -> contacts.connect(Contact.unknown(id), connection), id);
  }

  // Also of a backend that is not configured any more.
  private CallAnswer disconnect(Call call) {
    UUID id = call.id();
    Connection connection = connection(call);
    return changed(() -> contacts.disconnect(Contact.unknown(id), connection), id);
  }

  private static Connection connection(Call call) {
    return new Connection(call.backend(), call.path("identity", Identity::new));
  }

  private CallAnswer merge(Call call) {
    UUID id = call.id();
    UUID other = call.path("other", Written::id);
    return changed(() -> contacts.merge(Contact.unknown(id), Contact.unknown(other)), id, other);
  }

  private CallAnswer changed(Supplier<Contact> change, UUID... who) {
    return CallAnswer.ok(ContactView.of(attempt(change, who)));
  }

  /** Does it, or says what keeps it from being done: that one of these is not there, say. */
  private Contact attempt(Supplier<Contact> change, UUID... who) {
    try {
      return change.get();
    } catch (PeopleException e) {
      throw Arrays.stream(who)
          .filter(id -> contacts.find(id).isEmpty())
          .findFirst()
          .map(ContactOperations::unknown)
          .orElseGet(() -> ProblemException.conflict(e.getMessage()));
    } catch (IllegalArgumentException e) {
      // Each field is right, and all together are not: so many notes, say.
      throw new ProblemException(Problem.of(422, e.getMessage()));
    }
  }

  private static ProblemException unknown(UUID id) {
    return ProblemException.notFound("there is no contact " + id);
  }
}
