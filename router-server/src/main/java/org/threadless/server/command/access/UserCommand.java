package org.threadless.server.command.access;

import java.io.PrintWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.threadless.http.PublicUrls;
import org.threadless.router.engine.access.audit.Audit;
import org.threadless.router.engine.access.password.Password;
import org.threadless.router.engine.access.password.PasswordHash;
import org.threadless.router.engine.access.password.Passwords;
import org.threadless.router.engine.access.secret.TicketText;
import org.threadless.router.engine.access.user.Invitation;
import org.threadless.router.engine.access.user.Role;
import org.threadless.router.engine.access.user.User;
import org.threadless.router.engine.access.user.UserName;
import org.threadless.server.command.place.ConfigOption;
import org.threadless.server.command.table.TextTable;
import org.threadless.server.command.typed.Expiry;
import org.threadless.server.command.typed.MessageParameters;
import org.threadless.server.config.ConfigFile;
import org.threadless.storage.Database;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code router user}: who may sign in. */
@Command(
    name = "user",
    description = {
      "Adds, lists, changes and removes those who may sign in.",
      "While a router serves, it does this itself where it has an H2 in a file; a password has to be"
          + " set by --link then."
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      UserCommand.Add.class,
      UserCommand.Listing.class,
      UserCommand.ChangeRole.class,
      UserCommand.ChangePassword.class,
      UserCommand.Remove.class
    })
public final class UserCommand implements Runnable {

  private static final String ROLES =
      "What they may do: reader (see), operator (send and change), admin (all, and users).";

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a command");
  }

  private static UserName name(String written) {
    return MessageParameters.valid("NAME", () -> new UserName(written));
  }

  private static Role role(String written) {
    return MessageParameters.valid("--role", () -> Role.of(written));
  }

  private static void note(Database database, String action, UserName name, String detail) {
    database.access().audit().note(Audit.COMMAND_LINE, action, name.value(), detail);
  }

  /** Something with a password, or a link to set one. */
  private abstract static class OfPassword extends AccessCommand {

    @Parameters(paramLabel = "NAME", description = "What they sign in as.")
    private String name;

    @Mixin private PasswordOption option;

    private UserName user;
    private Optional<Password> password;
    private URI root;

    /** Does it. */
    abstract void run(Database database, UserName user, Optional<PasswordHash> password);

    @Override
    public final String otherwise() {
      return "with --link the router that serves does it";
    }

    /** Whoever types a password types it here. */
    @Override
    public final boolean isForwardable() {
      return option.isLink();
    }

    @Override
    void prepare(ConfigFile file) {
      user = name(name);
      root = PublicUrls.root(ConfigOption.http(file));
      password = option.read(name);
    }

    @Override
    final void run(Database database, PrintWriter out) {
      run(database, user, password.map(new Passwords()::hash));
      if (password.isEmpty()) {
        out.println(Invitation.url(root, link(database)));
        remark("By this link " + user + " sets a password, once, within a day.");
      }
    }

    private TicketText link(Database database) {
      note(database, "user-link", user, "");
      return database.access().invitations().of(user);
    }
  }

  /** {@code router user add}. */
  @Command(
      name = "add",
      description = "Adds somebody; asks for their password unless told otherwise.",
      mixinStandardHelpOptions = true)
  static final class Add extends OfPassword {

    @Option(names = "--role", paramLabel = "ROLE", required = true, description = ROLES)
    private String role;

    private Role given;

    @Override
    void prepare(ConfigFile file) {
      given = role(role);
      super.prepare(file);
    }

    @Override
    void run(Database database, UserName user, Optional<PasswordHash> password) {
      database.access().users().add(user, given, password);
      note(database, "user-add", user, given.written());
    }
  }

  /** {@code router user password}. */
  @Command(
      name = "password",
      description = "Gives somebody another password, and signs them out everywhere.",
      mixinStandardHelpOptions = true)
  static final class ChangePassword extends OfPassword {

    @Override
    void run(Database database, UserName user, Optional<PasswordHash> password) {
      password.ifPresent(
          hash -> {
            database.access().users().changePassword(user, hash);
            note(database, "user-password", user, "");
          });
    }
  }

  /** {@code router user list}. */
  @Command(name = "list", description = "Lists all users.", mixinStandardHelpOptions = true)
  static final class Listing extends AccessCommand {

    @Override
    void run(Database database, PrintWriter out) {
      List<List<String>> rows = new ArrayList<>();
      rows.add(List.of("NAME", "ROLE", "SIGNS IN BY", "SIGNED IN"));
      database.access().users().list().forEach(user -> rows.add(row(user)));
      TextTable.print(rows, out);
    }

    private static List<String> row(User user) {
      return List.of(
          user.name().value(),
          user.role().written(),
          user.way().name().toLowerCase(Locale.ROOT),
          user.signedIn().map(Expiry::shown).orElse("never"));
    }
  }

  /** {@code router user role}. */
  @Command(
      name = "role",
      description = "Lets somebody do more or less from now on.",
      mixinStandardHelpOptions = true)
  static final class ChangeRole extends AccessCommand {

    @Parameters(index = "0", paramLabel = "NAME", description = "Their name.")
    private String name;

    @Parameters(index = "1", paramLabel = "ROLE", description = ROLES)
    private String role;

    private UserName user;
    private Role given;

    @Override
    void prepare(ConfigFile file) {
      user = name(name);
      given = MessageParameters.valid("ROLE", () -> Role.of(role));
    }

    @Override
    void run(Database database, PrintWriter out) {
      database.access().users().changeRole(user, given);
      note(database, "user-role", user, given.written());
      out.println(user + " is " + given.written());
    }
  }

  /** {@code router user remove}. */
  @Command(
      name = "remove",
      description = "Removes somebody, and signs them out everywhere.",
      mixinStandardHelpOptions = true)
  static final class Remove extends AccessCommand {

    @Parameters(paramLabel = "NAME", description = "Their name.")
    private String name;

    private UserName user;

    @Override
    void prepare(ConfigFile file) {
      user = name(name);
    }

    @Override
    void run(Database database, PrintWriter out) {
      database.access().users().remove(user);
      note(database, "user-remove", user, "");
      out.println("removed " + user);
    }
  }
}
