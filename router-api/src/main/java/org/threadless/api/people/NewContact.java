package org.threadless.api.people;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.threadless.api.call.Call;
import org.threadless.api.call.Fields;
import org.threadless.router.engine.backend.Backends;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Contact;
import org.threadless.router.message.Group;
import org.threadless.router.message.Identity;

/**
 * What {@code POST /contacts} asks for.
 *
 * @param details what is known of the person
 * @param connections by which it is reached
 * @param groups that it joins
 */
record NewContact(
    UnaryOperator<Contact> details, List<Connection> connections, List<String> groups) {

  private static final int MOST = 100;

  /**
   * Reads all of it.
   *
   * @throws org.threadless.api.call.ProblemException where something is wrong, or the token is not
   *     for the backend of a connection
   */
  static NewContact of(Call call, Backends backends) {
    Fields fields = call.body();
    UnaryOperator<Contact> details = ContactFields.known(fields);
    List<Connection> connections =
        fields.listOrEmpty(
            "connections",
            MOST,
            (node, at) -> fields.object(node, at).flatMap(each -> connection(each, backends)));
    List<String> groups =
        fields.listOrEmpty("groups", MOST, (node, at) -> fields.text(node, at, Group::requireName));
    fields.finish();
    connections.forEach(each -> call.require(each.backend()));
    return new NewContact(details, connections, groups);
  }

  private static Optional<Connection> connection(Fields fields, Backends backends) {
    fields.require("backend");
    fields.require("identity");
    Optional<BackendName> backend = fields.text("backend", BackendName::new);
    Optional<Identity> identity = fields.text("identity", Identity::new);
    backend
        .filter(name -> !backends.has(name))
        .ifPresent(name -> fields.wrong("backend", "is not configured: " + name));
    return backend.flatMap(name -> identity.map(who -> new Connection(name, who)));
  }
}
