package org.threadless.server.command.people;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.threadless.router.engine.people.ContactExport;
import org.threadless.router.engine.people.ContactImport;
import org.threadless.router.engine.people.Imported;
import org.threadless.router.engine.resource.FileProblem;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Contact;
import org.threadless.router.people.Contacts;
import org.threadless.router.people.PeopleException;
import org.threadless.server.command.typed.MessageParameters;
import org.threadless.server.command.typed.UserException;
import org.threadless.storage.Database;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code router contact}: the persons that are known. */
@Command(
    name = "contact",
    description = {
      "Adds, shows and changes contacts, and reads and writes them as a table.",
      "CONTACT is an id, BACKEND:IDENTITY, or a name that nobody else has.",
      "It may be done while the router serves, but for import and export with an H2 in a file; the"
          + " console does these meanwhile."
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ContactCommand.Add.class,
      ContactCommand.Show.class,
      ContactCommand.Listing.class,
      ContactCommand.Change.class,
      ContactCommand.Remove.class,
      ContactCommand.Import.class,
      ContactCommand.Export.class
    })
public final class ContactCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a command");
  }

  /** A change of one contact, all of it or nothing. */
  private abstract static class Changing extends PeopleCommand {

    @Mixin ContactOptions options;

    final Contact stored(Contact contact) {
      Contacts contacts = people().contacts();
      options.connections().stream()
          .map(written -> connection("--connection", written))
          .forEach(connection -> contacts.connect(contact, connection));
      options
          .groups()
          .forEach(
              name ->
                  people()
                      .groups()
                      .join(
                          MessageParameters.valid("--group", () -> people().groups().of(name)),
                          contact));
      return contacts.find(contact.id()).orElseThrow();
    }

    abstract Contact change();

    @Override
    final int run(Database database) {
      print(
          database
              .messages()
              .together(
                  work -> {
                    // Whoever has the contact in hand just now is waited for, as apps do.
                    work.mark();
                    return change();
                  }));
      return 0;
    }
  }

  /** {@code router contact add}. */
  @Command(name = "add", description = "Makes a contact.", mixinStandardHelpOptions = true)
  static final class Add extends Changing {

    @Parameters(paramLabel = "NAME", description = "Its name.")
    private String name;

    @Override
    Contact change() {
      Contact made =
          people()
              .contacts()
              .make(
                  contact ->
                      options.apply(MessageParameters.valid("NAME", () -> contact.withName(name))));
      return stored(made);
    }
  }

  /** {@code router contact change}. */
  @Command(
      name = "change",
      description = "Changes what is given; all else stays.",
      mixinStandardHelpOptions = true)
  static final class Change extends Changing {

    @Parameters(paramLabel = "CONTACT", description = "Which one.")
    private String who;

    @Option(names = "--name", paramLabel = "NAME", description = "Its name.")
    private String name;

    @Option(names = "--no-note", paramLabel = "KEY", description = "A note to take away.")
    private List<String> withoutNotes = List.of();

    @Option(
        names = "--disconnect",
        paramLabel = "BACKEND:IDENTITY",
        description = "A connection to take away.")
    private List<String> disconnected = List.of();

    @Option(
        names = "--merge",
        paramLabel = "CONTACT",
        description = "Another one that is the same person: its connections and groups move here.")
    private String other;

    @Override
    Contact change() {
      Contacts contacts = people().contacts();
      Contact found = contact(who);
      if (other != null) {
        found = contacts.merge(found, contact(other));
      }
      for (String written : disconnected) {
        found = contacts.disconnect(found, connection("--disconnect", written));
      }
      return stored(contacts.change(found, this::changed));
    }

    private Contact changed(Contact before) {
      Contact after =
          name == null ? before : MessageParameters.valid("--name", () -> before.withName(name));
      for (String key : withoutNotes) {
        after = after.withoutNote(key);
      }
      return options.apply(after);
    }
  }

  /** {@code router contact show}. */
  @Command(
      name = "show",
      description = "Prints what is known of a contact.",
      mixinStandardHelpOptions = true)
  static final class Show extends PeopleCommand {

    @Parameters(paramLabel = "CONTACT", description = "Which one.")
    private String who;

    @Override
    int run(Database database) {
      print(contact(who));
      return 0;
    }
  }

  /** {@code router contact list}. */
  @Command(
      name = "list",
      description = "Lists contacts in the order they were made: id, name, connections.",
      mixinStandardHelpOptions = true)
  static final class Listing extends PeopleCommand {

    private static final int PAGE = 1000;

    @Override
    int run(Database database) {
      Optional<UUID> after = Optional.empty();
      List<Contact> page = people().contacts().list(after, PAGE);
      while (!page.isEmpty()) {
        page.forEach(this::printLine);
        after = Optional.of(page.get(page.size() - 1).id());
        page = people().contacts().list(after, PAGE);
      }
      return 0;
    }

    private void printLine(Contact contact) {
      List<String> connections = contact.connections().stream().map(Connection::written).toList();
      out()
          .println(
              contact.id()
                  + "  "
                  + contact.name().orElse("(no name)")
                  + "  "
                  + String.join(" ", connections));
    }
  }

  /** {@code router contact remove}. */
  @Command(
      name = "remove",
      description = "Forgets a contact; the messages stay.",
      mixinStandardHelpOptions = true)
  static final class Remove extends PeopleCommand {

    @Parameters(paramLabel = "CONTACT", description = "Which one.")
    private String who;

    @Override
    int run(Database database) {
      Contact found = contact(who);
      people().contacts().delete(found);
      out().println("removed " + found.id());
      return 0;
    }
  }

  /** {@code router contact import}. */
  @Command(
      name = "import",
      description = {
        "Reads contacts from a table with a first row of column names: name, language,",
        "groups (with ; between two), connection (BACKEND:IDENTITY, as often as need be),",
        "the name of a backend (with an identity of it), note:KEY, id. A row with the id or a",
        "connection of a contact changes that one; an empty cell changes nothing.",
        "Exit code 1 where rows were refused; the others are stored."
      },
      mixinStandardHelpOptions = true)
  static final class Import extends PeopleCommand {

    @Parameters(paramLabel = "FILE.csv", description = "The table: CSV in UTF-8, with commas.")
    private Path file;

    /** Who types it may read the file, and a router that serves perhaps not. */
    @Override
    public boolean isForwardable() {
      return false;
    }

    @Override
    int run(Database database) {
      try (Reader table = ContactImport.utf8(Files.newInputStream(file))) {
        ContactImport importing =
            new ContactImport(
                database.messages(), people().many(), setup().numbers(), backends().names());
        Imported all = importing.read(table, new ImportProgress(err()));
        out().println("stored: " + all.stored() + ", refused: " + all.refused());
        return all.refused() == 0 ? 0 : 1;
      } catch (IOException e) {
        throw new UserException(file + " cannot be read: " + FileProblem.of(e), e);
      } catch (PeopleException e) {
        throw new UserException(file + ": " + e.getMessage(), e);
      }
    }
  }

  /** {@code router contact export}. */
  @Command(
      name = "export",
      description = {
        "Writes all contacts as a table that 'router contact import' takes.",
        "A text that begins with = + - or @ is written as it is: a spreadsheet may take it for a"
            + " formula."
      },
      mixinStandardHelpOptions = true)
  static final class Export extends PeopleCommand {

    /** A table's lines may end otherwise than those of all else that is printed. */
    @Override
    public boolean isForwardable() {
      return false;
    }

    @Override
    int run(Database database) {
      try {
        new ContactExport(people().contacts()).write(out());
        return 0;
      } catch (IOException e) {
        throw new UserException("the table cannot be written: " + FileProblem.of(e), e);
      }
    }
  }
}
