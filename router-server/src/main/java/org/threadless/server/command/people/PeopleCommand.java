package org.threadless.server.command.people;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Contact;
import org.threadless.router.message.Group;
import org.threadless.router.people.PeopleException;
import org.threadless.router.text.WrittenUuid;
import org.threadless.server.command.place.ConfigOption;
import org.threadless.server.command.place.Forwardable;
import org.threadless.server.command.typed.ConfiguredBackends;
import org.threadless.server.command.typed.MessageParameters;
import org.threadless.server.command.typed.UserException;
import org.threadless.server.wiring.Setup;
import org.threadless.storage.Database;
import org.threadless.storage.offline.OfflineDatabase;
import org.threadless.storage.people.StoredPeople;
import org.threadless.storage.pool.DatabaseSettings;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Does something with the contacts and groups of the configured database. */
abstract class PeopleCommand implements Callable<Integer>, Forwardable {

  @Spec private CommandSpec spec;

  @Mixin private ConfigOption config;

  private Setup setup;
  private ConfiguredBackends backends;
  private StoredPeople people;
  private boolean rewritten;

  /** Does it, and returns the exit code. */
  abstract int run(Database database);

  @Override
  public final Integer call() {
    setup = config.setup();
    backends = ConfiguredBackends.of(setup);
    DatabaseSettings settings = ConfigOption.home().resolved(setup.config().database());
    try {
      int exitCode = run(settings);
      if (rewritten) {
        OfflineDatabase.rewrite(settings);
      }
      return exitCode;
    } catch (PeopleException e) {
      throw new UserException(e.getMessage(), e);
    } finally {
      out().flush();
    }
  }

  private int run(DatabaseSettings settings) {
    return config
        .workplace()
        .inDatabase(
            settings,
            database -> {
              people = database.people().uniform(setup.numbers());
              return run(database);
            });
  }

  @Override
  public final ConfigOption config() {
    return config;
  }

  /** Has the database written anew at the end, without what was erased. */
  final void rewrite() {
    rewritten = true;
  }

  final Setup setup() {
    return setup;
  }

  final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  final PrintWriter err() {
    return spec.commandLine().getErr();
  }

  final StoredPeople people() {
    return people;
  }

  final ConfiguredBackends backends() {
    return backends;
  }

  static boolean isId(String who) {
    return WrittenUuid.parse(who).isPresent();
  }

  /** Returns the contact of an id, a connection or a name that nobody else has. */
  final Contact contact(String who) {
    Optional<UUID> id = WrittenUuid.parse(who);
    if (id.isPresent()) {
      return people
          .contacts()
          .find(id.get())
          .orElseThrow(() -> new UserException("there is no contact " + who));
    }
    Optional<Contact> byConnection =
        who.indexOf(':') > 0
            ? people.contacts().find(connection("CONTACT", who))
            : Optional.empty();
    return byConnection.orElseGet(() -> named(who));
  }

  private Contact named(String who) {
    List<Contact> named = people.contacts().named(who);
    if (named.size() != 1) {
      String ids =
          named.stream().map(each -> each.id().toString()).collect(Collectors.joining(", "));
      throw new UserException(
          named.isEmpty()
              ? "no contact has the id, the name or the connection " + who
              : named.size() + " contacts have the name " + who + "; say which by its id: " + ids);
    }
    return named.get(0);
  }

  final Group group(String name) {
    return MessageParameters.valid("GROUP", () -> people.groups().find(name))
        .orElseThrow(
            () ->
                new UserException("there is no group " + name + "; 'router group list' lists all"));
  }

  /** Returns the connection that is written as {@code BACKEND:IDENTITY}. */
  final Connection connection(String argument, String written) {
    Connection connection = MessageParameters.valid(argument, () -> Connection.parse(written));
    backends.require(argument, connection.backend());
    return setup.numbers().uniform(connection);
  }

  final void print(Contact contact) {
    out().println(contact.id() + "  " + contact.name().orElse("(no name)"));
    contact
        .language()
        .map(Locale::toLanguageTag)
        .ifPresent(language -> out().println("  language: " + language));
    contact.connections().forEach(each -> out().println("  connection: " + each.written()));
    contact.groups().forEach(each -> out().println("  group: " + each));
    contact.notes().forEach((key, note) -> out().println("  note " + key + ": " + note));
  }
}
