package org.threadless.server.command.database;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.threadless.router.config.Secret;
import org.threadless.server.command.place.ConfigOption;
import org.threadless.server.command.typed.MessageParameters;
import org.threadless.server.command.typed.UserException;
import org.threadless.server.wiring.Setup;
import org.threadless.storage.copy.CopyException;
import org.threadless.storage.offline.DatabaseCopy;
import org.threadless.storage.pool.DatabaseSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code router copy}: moves an installation to another database. */
@Command(
    name = "copy",
    description = {
      "Copies all that is in one database into another, empty one, as from H2 to PostgreSQL, then"
          + " reads both and sees that they are the same. Leaves the first one as it is.",
      "No router may serve on either. What is broken off goes on with the same command.",
      "The passwords of databases that are not the configured one are taken from the variables"
          + " ROUTER_FROM_PASSWORD and ROUTER_TO_PASSWORD."
    },
    mixinStandardHelpOptions = true)
public final class CopyCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private ConfigOption config;

  @Option(
      names = "--from",
      paramLabel = "URL",
      description = "The JDBC URL of the first one; default: the configured database.")
  private String from;

  @Option(
      names = "--to",
      paramLabel = "URL",
      description = "The JDBC URL of the second one; default: the configured database.")
  private String to;

  @Option(
      names = "--from-user",
      paramLabel = "NAME",
      description = "Who connects to the first one.")
  private String fromUser;

  @Option(names = "--to-user", paramLabel = "NAME", description = "Who connects to the second one.")
  private String toUser;

  @Option(
      names = "--without",
      paramLabel = "TABLE",
      description = "A table to leave out, as one of an app that is not used any more.")
  private Set<String> without = new LinkedHashSet<>();

  @Override
  public Integer call() {
    if (from == null && to == null) {
      throw new ParameterException(spec.commandLine(), "name --from or --to, or both");
    }
    Setup setup = config.setup();
    DatabaseSettings configured = ConfigOption.home().resolved(setup.config().database());
    DatabaseSettings first = settings("--from", from, fromUser, "ROUTER_FROM_PASSWORD", configured);
    DatabaseSettings second = settings("--to", to, toUser, "ROUTER_TO_PASSWORD", configured);
    CopyLines lines = new CopyLines(spec.commandLine().getOut(), spec.commandLine().getErr());
    try {
      new DatabaseCopy(first, second, setup.plugins().toList(), without, lines).run();
    } catch (CopyException e) {
      throw new UserException("not copied: " + e.getMessage(), e);
    }
    lines.end();
    return 0;
  }

  private static DatabaseSettings settings(
      String option, String url, String user, String variable, DatabaseSettings configured) {
    if (url == null) {
      return configured;
    }
    DatabaseSettings named =
        MessageParameters.valid(
            option,
            () ->
                ConfigOption.home()
                    .resolved(
                        new DatabaseSettings(
                            url,
                            user,
                            new Secret(System.getenv().getOrDefault(variable, "")),
                            null)));
    return named.url().equals(configured.url()) && user == null ? configured : named;
  }
}
