package org.threadless.server.command.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.threadless.router.engine.resource.FileProblem;
import org.threadless.server.command.place.ConfigOption;
import org.threadless.server.command.typed.Expiry;
import org.threadless.server.command.typed.UserException;
import org.threadless.server.config.ConfigFile;
import org.threadless.server.control.ServingRouter;
import org.threadless.storage.offline.BackedUp;
import org.threadless.storage.offline.Backups;
import org.threadless.storage.pool.DatabaseException;
import org.threadless.storage.pool.DatabaseSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code router backup}: all that is stored, in one file. */
@Command(
    name = "backup",
    description = {
      "Copies all that is stored to FILE, a zip, whether a router serves or not, and reads the copy.",
      "All messages that were answered 200 before the command was typed are in it.",
      "With PostgreSQL it does nothing but say how pg_dump is called."
    },
    mixinStandardHelpOptions = true)
public final class BackupCommand implements Callable<Integer> {

  /** What a router that serves is asked for. */
  public static final String ACTION = "backup";

  @Spec private CommandSpec spec;

  @Mixin private ConfigOption config;

  @Parameters(paramLabel = "FILE", description = "What to write; must not be there.")
  private Path file;

  @Override
  public Integer call() throws IOException {
    ConfigFile read = config.read();
    DatabaseSettings settings = ConfigOption.database(read);
    Path zip = file.toAbsolutePath();
    Backups backups =
        Backups.of(settings)
            .orElseThrow(() -> new UserException(PostgresTools.of(settings).backup(zip)));
    if (Files.exists(zip)) {
      throw new UserException(zip + " is there already; name another file");
    }
    if (!Files.isDirectory(zip.getParent())) {
      throw new UserException("there is no folder " + zip.getParent() + "; make it first");
    }
    Optional<String> problem = FileProblem.notWritable(zip.getParent());
    if (problem.isPresent()) {
      throw new UserException(problem.get() + "; name a folder that is its own");
    }
    BackedUp content = backup(backups, settings, zip);
    spec.commandLine()
        .getOut()
        .println(
            String.format(
                Locale.ROOT,
                "%d messages%s are in %s (%.1f MB)",
                content.messages(),
                content.newest().map(at -> ", the newest of " + Expiry.shown(at) + ",").orElse(""),
                zip,
                Files.size(zip) / 1e6));
    spec.commandLine().getOut().flush();
    return 0;
  }

  private BackedUp backup(Backups backups, DatabaseSettings settings, Path zip) throws IOException {
    backups.removeLeft();
    try {
      copy(backups, settings);
      return backups.pack(zip);
    } finally {
      backups.removeCopy();
    }
  }

  private void copy(Backups backups, DatabaseSettings settings) throws IOException {
    try {
      backups.makeCopy();
    } catch (DatabaseException e) {
      if (!e.inUse()) {
        throw e;
      }
      try (ServingRouter router =
          ServingRouter.at(config.controlPlace(settings)).orElseThrow(() -> e)) {
        router.run(ACTION, List.of(backups.copy().toString()), line -> {});
      }
    }
  }
}
