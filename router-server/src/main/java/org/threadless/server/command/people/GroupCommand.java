package org.threadless.server.command.people;

import org.threadless.router.message.Contact;
import org.threadless.router.message.Group;
import org.threadless.server.command.typed.UserException;
import org.threadless.storage.Database;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code router group}: contacts that get a message together. */
@Command(
    name = "group",
    description = {
      "Adds, shows and changes groups of contacts; names are compared without case.",
      "CONTACT is an id, BACKEND:IDENTITY, or a name that nobody else has.",
      "It may be done while the router serves."
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      GroupCommand.Add.class,
      GroupCommand.Listing.class,
      GroupCommand.Show.class,
      GroupCommand.Join.class,
      GroupCommand.Leave.class,
      GroupCommand.Remove.class,
      GroupCommand.Rename.class
    })
public final class GroupCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a command");
  }

  /** Something with one group. */
  private abstract static class OfOne extends PeopleCommand {

    @Parameters(index = "0", paramLabel = "GROUP", description = "Its name.")
    String name;

    /** Returns what is the case now, in one line. */
    abstract String done();

    @Override
    int run(Database database) {
      out().println(done());
      return 0;
    }
  }

  /** {@code router group add}. */
  @Command(name = "add", description = "Makes a group.", mixinStandardHelpOptions = true)
  static final class Add extends OfOne {
    @Override
    String done() {
      try {
        return "added " + people().groups().make(name).name();
      } catch (IllegalArgumentException e) {
        throw new UserException(e.getMessage(), e);
      }
    }
  }

  /** {@code router group list}. */
  @Command(
      name = "list",
      description = "Lists all groups, with how many are in each.",
      mixinStandardHelpOptions = true)
  static final class Listing extends PeopleCommand {
    @Override
    int run(Database database) {
      people().groups().all().forEach(each -> out().println(each.name() + ": " + each.members()));
      return 0;
    }
  }

  /** {@code router group show}. */
  @Command(name = "show", description = "Lists who is in it.", mixinStandardHelpOptions = true)
  static final class Show extends PeopleCommand {

    @Parameters(paramLabel = "GROUP", description = "Its name.")
    private String name;

    @Override
    int run(Database database) {
      for (Contact each : people().groups().members(group(name))) {
        out().println(each.id() + "  " + each.name().orElse("(no name)"));
      }
      return 0;
    }
  }

  /** {@code router group join}. */
  @Command(name = "join", description = "Lets a contact join.", mixinStandardHelpOptions = true)
  static final class Join extends OfOne {

    @Parameters(index = "1", paramLabel = "CONTACT", description = "Who joins.")
    private String who;

    @Override
    String done() {
      Group group = group(name);
      boolean joined = people().groups().join(group, contact(who));
      return who + (joined ? " is in " : " was in ") + group.name() + (joined ? " now" : " before");
    }
  }

  /** {@code router group leave}. */
  @Command(name = "leave", description = "Lets a contact leave.", mixinStandardHelpOptions = true)
  static final class Leave extends OfOne {

    @Parameters(index = "1", paramLabel = "CONTACT", description = "Who leaves.")
    private String who;

    @Override
    String done() {
      Group group = group(name);
      boolean left = people().groups().leave(group, contact(who));
      return who + (left ? " has left " : " was not in ") + group.name();
    }
  }

  /** {@code router group remove}. */
  @Command(
      name = "remove",
      description = "Deletes a group; the contacts in it stay.",
      mixinStandardHelpOptions = true)
  static final class Remove extends OfOne {
    @Override
    String done() {
      Group group = group(name);
      people().groups().delete(group);
      return "removed " + group.name();
    }
  }

  /** {@code router group rename}. */
  @Command(name = "rename", description = "Renames it.", mixinStandardHelpOptions = true)
  static final class Rename extends OfOne {

    @Parameters(index = "1", paramLabel = "NAME", description = "The new name.")
    private String newName;

    @Override
    String done() {
      try {
        return "renamed to " + people().groups().rename(group(name), newName).name();
      } catch (IllegalArgumentException e) {
        throw new UserException(e.getMessage(), e);
      }
    }
  }
}
