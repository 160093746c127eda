package org.threadless.server.command.people;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.threadless.router.conversation.Direction;
import org.threadless.router.engine.routing.AppMemory;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Contact;
import org.threadless.router.message.Identity;
import org.threadless.router.people.Person;
import org.threadless.server.command.typed.UserException;
import org.threadless.server.wiring.TrialRouter;
import org.threadless.storage.Database;
import org.threadless.storage.person.StoredPersons;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code router person}: all that is kept of somebody. */
@Command(
    name = "person",
    description = {
      "Shows and erases all that is kept of somebody.",
      "PERSON is a number or another identity, BACKEND:IDENTITY, or a contact's id or name.",
      "With PostgreSQL this may be done while the router serves; with H2 it has to be stopped, or the"
          + " console does it."
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {PersonCommand.Show.class, PersonCommand.Erase.class})
public final class PersonCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a command");
  }

  /** Something with one person. */
  private abstract static class OfOne extends PeopleCommand {

    @Parameters(paramLabel = "PERSON", description = "Whom.")
    private String who;

    abstract int run(Person person, Database database, AppMemory apps);

    /** It makes the apps, to ask them what they keep, and writes the file anew at its end. */
    @Override
    public final boolean isForwardable() {
      return false;
    }

    @Override
    final int run(Database database) {
      Person person = person(database.persons());
      return run(person, database, TrialRouter.memory(setup(), database));
    }

    private Person person(StoredPersons persons) {
      List<Person> found = new ArrayList<>();
      if (isId(who)) {
        add(persons.of(contact(who)), found);
      } else {
        written().flatMap(persons::of).ifPresent(each -> add(each, found));
        written()
            .map(setup().numbers()::uniform)
            .flatMap(persons::of)
            .ifPresent(each -> add(each, found));
        identity().flatMap(persons::of).ifPresent(each -> add(each, found));
        uniform(persons).forEach(each -> add(each, found));
        people().contacts().named(who).forEach(each -> add(persons.of(each), found));
      }
      return only(found);
    }

    // Whoever becomes a contact meanwhile, or has a new name, is the same as a moment ago.
    private static void add(Person person, List<Person> found) {
      found.removeIf(each -> isSame(each, person));
      found.add(person);
    }

    private static boolean isSame(Person one, Person other) {
      boolean sameContact =
          one.contact().isPresent()
              && one.contact().map(Contact::id).equals(other.contact().map(Contact::id));
      return sameContact || !Collections.disjoint(one.connections(), other.connections());
    }

    private Person only(List<Person> found) {
      if (found.isEmpty()) {
        throw new UserException(
            "nothing is kept of "
                + who
                + ": it is no contact's id or name, and no identity that is stored (mostly with a"
                + " +)");
      }
      if (found.size() > 1) {
        throw new UserException(
            who
                + " may be "
                + found.size()
                + " persons; say which by BACKEND:IDENTITY or the contact's id; 'router contact"
                + " show' shows it");
      }
      return found.get(0);
    }

    private Optional<Connection> written() {
      try {
        return Optional.of(Connection.parse(who));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }

    private Optional<Identity> identity() {
      try {
        return Optional.of(new Identity(who));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }

    // As it would be stored of each backend.
    private List<Person> uniform(StoredPersons persons) {
      return identity().stream()
          .flatMap(
              identity ->
                  backends().names().stream().map(backend -> new Connection(backend, identity)))
          .map(connection -> setup().numbers().uniform(connection).identity())
          .distinct()
          .flatMap(identity -> persons.of(identity).stream())
          .toList();
    }
  }

  /** {@code router person show}. */
  @Command(
      name = "show",
      description = "Prints all that is kept of somebody as JSON.",
      mixinStandardHelpOptions = true)
  static final class Show extends OfOne {

    @Override
    int run(Person person, Database database, AppMemory apps) {
      new PersonJson(out()).write(person, apps.of(person), database.persons());
      return 0;
    }
  }

  /** {@code router person erase}. */
  @Command(
      name = "erase",
      description = {
        "Erases somebody: contact, connections, texts, reports, errors, and what apps keep.",
        "How many messages there were, and what came of them, stays. Who writes again is new.",
        "Without --yes it only tells what would be erased."
      },
      mixinStandardHelpOptions = true)
  static final class Erase extends OfOne {

    // How long messages are waited for that are routed or sent just now.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Option(names = "--yes", description = "Erase; it cannot be undone.")
    private boolean yes;

    @Override
    int run(Person person, Database database, AppMemory apps) {
      String what = what(person, database.persons(), apps);
      if (!yes) {
        out().println("would erase " + what + "; with --yes this is done, and cannot be undone");
        return 0;
      }
      database.persons().erase(person, PATIENCE, work -> apps.erase(person, work));
      rewrite();
      out().println("erased " + what);
      return 0;
    }

    private static String what(Person person, StoredPersons persons, AppMemory apps) {
      Map<String, Map<String, ?>> kept = apps.of(person);
      return person.contact().map(Contact::id).map(id -> "the contact " + id + ", ").orElse("")
          + person.connections().size()
          + " connections, "
          + persons.count(person, Direction.IN)
          + " messages received and "
          + persons.count(person, Direction.OUT)
          + " sent or to be sent"
          + (kept.isEmpty() ? "" : ", and what is kept by " + String.join(", ", kept.keySet()));
    }
  }
}
