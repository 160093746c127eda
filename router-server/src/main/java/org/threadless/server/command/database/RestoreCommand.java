package org.threadless.server.command.database;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.threadless.server.command.place.ConfigOption;
import org.threadless.server.command.typed.Expiry;
import org.threadless.server.command.typed.UserException;
import org.threadless.storage.offline.Backups;
import org.threadless.storage.offline.Restored;
import org.threadless.storage.pool.DatabaseSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code router restore}: puts a backup in the place of the database. */
@Command(
    name = "restore",
    description = {
      "Makes the database from FILE, which router backup has written. No router may serve.",
      "What waited to be sent at that time goes out when the router starts, also what has been sent"
          + " since: look first, with router messages --status queued.",
      "With PostgreSQL it does nothing but say how pg_restore is called."
    },
    mixinStandardHelpOptions = true)
public final class RestoreCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private ConfigOption config;

  @Parameters(paramLabel = "FILE", description = "The backup.")
  private Path file;

  @Option(
      names = "--force",
      description = "Moves a database that is there aside, and says where it is then.")
  private boolean force;

  @Override
  public Integer call() {
    DatabaseSettings settings = ConfigOption.database(config.read());
    Path zip = file.toAbsolutePath();
    Backups backups =
        Backups.of(settings)
            .orElseThrow(() -> new UserException(PostgresTools.of(settings).restore(zip)));
    Restored restored = backups.restore(zip, force);
    PrintWriter out = spec.commandLine().getOut();
    restored.before().ifPresent(before -> out.println("what was there is now " + before));
    out.println(
        restored.content().messages()
            + " messages"
            + restored
                .content()
                .newest()
                .map(at -> ", the newest of " + Expiry.shown(at) + ",")
                .orElse("")
            + " are in "
            + backups.file());
    out.flush();
    return 0;
  }
}
