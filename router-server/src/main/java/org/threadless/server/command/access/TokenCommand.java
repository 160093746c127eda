package org.threadless.server.command.access;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.threadless.router.config.Rate;
import org.threadless.router.config.Secret;
import org.threadless.router.engine.access.audit.Audit;
import org.threadless.router.engine.access.token.NewToken;
import org.threadless.router.engine.access.token.Right;
import org.threadless.router.engine.access.token.Token;
import org.threadless.router.message.BackendName;
import org.threadless.server.command.place.ConfigOption;
import org.threadless.server.command.table.TextTable;
import org.threadless.server.command.typed.ConfiguredBackends;
import org.threadless.server.command.typed.Expiry;
import org.threadless.server.command.typed.MessageParameters;
import org.threadless.server.config.ConfigFile;
import org.threadless.storage.Database;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code router token}: what programs are let in by. */
@Command(
    name = "token",
    description = {
      "Makes, lists and revokes the tokens that programs show to be let in.",
      "It may be done while the router serves."
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {TokenCommand.Add.class, TokenCommand.Listing.class, TokenCommand.Revoke.class})
public final class TokenCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a command");
  }

  /** {@code router token add}. */
  @Command(
      name = "add",
      description =
          "Makes a token, and prints its text, which is shown this one time, alone on standard output.",
      mixinStandardHelpOptions = true)
  static final class Add extends AccessCommand {

    @Parameters(paramLabel = "NAME", description = "What lists and the log call it.")
    private String name;

    @Option(
        names = "--may",
        paramLabel = "RIGHT",
        split = ",",
        required = true,
        description =
            "What it lets a program do, with commas between: send, read, people, operate,"
                + " incoming.")
    private List<String> rights;

    @Option(
        names = "--backend",
        paramLabel = "BACKEND",
        split = ",",
        description = "For this one only; may be given several times. By default for all.")
    private List<String> backends = List.of();

    @Option(
        names = "--expires",
        paramLabel = "WHEN",
        description =
            "From when on it lets nobody in: a day, 2027-01-31, from its beginning on, or a time"
                + " from now, 90d. By default never.")
    private String expires;

    @Option(
        names = "--rate",
        paramLabel = "RATE",
        description = "How many requests may come with it: 10/s, 5/m, 300/h. By default any.")
    private String rate;

    private NewToken token;

    @Override
    void prepare(ConfigFile file) {
      ConfiguredBackends configured = new ConfiguredBackends(ConfigOption.names(file));
      Set<BackendName> ofBackends =
          backends.stream()
              .map(backend -> configured.require("--backend", backend))
              .collect(Collectors.toSet());
      Set<Right> may =
          rights.stream()
              .map(right -> MessageParameters.valid("--may", () -> Right.of(right)))
              .collect(Collectors.toSet());
      Optional<Instant> end = Optional.ofNullable(expires).map(when -> Expiry.of(when).instant());
      Optional<Rate> atMost =
          Optional.ofNullable(rate)
              .map(written -> MessageParameters.valid("--rate", () -> Rate.valueOf(written)));
      token =
          MessageParameters.valid("NAME", () -> new NewToken(name, may, ofBackends, end, atMost));
    }

    @Override
    void run(Database database, PrintWriter out) {
      Secret text = database.access().tokens().add(token);
      database
          .access()
          .audit()
          .note(Audit.COMMAND_LINE, "token-add", name, String.join(",", rights));
      out.println(text.reveal());
      remark("This is the token " + name + ". It is not shown again: keep it now.");
    }
  }

  /** {@code router token list}. */
  @Command(
      name = "list",
      description = "Lists all tokens, without their texts.",
      mixinStandardHelpOptions = true)
  static final class Listing extends AccessCommand {

    @Override
    void run(Database database, PrintWriter out) {
      Instant now = Instant.now();
      List<List<String>> rows = new ArrayList<>();
      rows.add(List.of("NAME", "MAY", "BACKENDS", "RATE", "EXPIRES", "LAST USED", "STATE"));
      database.access().tokens().list().forEach(token -> rows.add(row(token, now)));
      TextTable.print(rows, out);
    }

    private static List<String> row(Token token, Instant now) {
      return List.of(
          token.name(),
          token.rights().stream().sorted().map(Right::written).collect(Collectors.joining(",")),
          token.backends().isEmpty()
              ? "all"
              : token.backends().stream()
                  .map(BackendName::value)
                  .sorted()
                  .collect(Collectors.joining(",")),
          token.rate().map(Rate::toString).orElse("any"),
          token.expires().map(Expiry::shown).orElse("never"),
          token.lastUsed().map(Expiry::shown).orElse("never"),
          token.stateAt(now).name().toLowerCase(Locale.ROOT));
    }
  }

  /** {@code router token revoke}. */
  @Command(
      name = "revoke",
      description = "Lets nobody in with a token from now on, on all nodes.",
      mixinStandardHelpOptions = true)
  static final class Revoke extends AccessCommand {

    @Parameters(paramLabel = "NAME", description = "Its name.")
    private String name;

    @Override
    void run(Database database, PrintWriter out) {
      boolean revoked = database.access().tokens().revoke(name);
      database.access().audit().note(Audit.COMMAND_LINE, "token-revoke", name, "");
      out.println((revoked ? "revoked " : "was revoked before: ") + name);
    }
  }
}
