package org.threadless.server.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.threadless.router.engine.backlog.Backlog;
import org.threadless.router.message.BackendName;
import org.threadless.server.wiring.Setup;
import org.threadless.storage.Database;
import org.threadless.storage.file.PauseFiles;
import org.threadless.storage.pool.DatabaseException;
import org.threadless.storage.pool.DatabaseSettings;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Begins or ends the pause of a backend, whether a router serves or not. */
abstract class PausingCommand implements Callable<Integer> {

  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  // Whoever has the database open looks once a second.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final boolean pauses;

  @Spec private CommandSpec spec;

  @Mixin private ConfigOption config;

  @Parameters(index = "0", paramLabel = "BACKEND", description = "A configured backend.")
  private String backend;

  PausingCommand(boolean pauses) {
    this.pauses = pauses;
  }

  /** Does it in the database. */
  abstract void run(BackendName backend, Backlog backlog);

  /** Returns what is the case now. */
  abstract String done(BackendName backend);

  @Override
  public Integer call() throws IOException, InterruptedException {
    Setup setup = config.setup();
    BackendName name = ConfiguredBackends.of(setup).require("BACKEND", backend);
    run(name, ConfigOption.home().resolved(setup.config().database()));
    spec.commandLine().getOut().println(done(name));
    spec.commandLine().getOut().flush();
    return 0;
  }

  private void run(BackendName name, DatabaseSettings settings)
      throws IOException, InterruptedException {
    try (Database database = Database.open(settings, Clock.systemUTC())) {
      run(name, database.backlog());
    } catch (DatabaseException e) {
      PauseFiles files = PauseFiles.of(settings.url()).filter(f -> e.inUse()).orElseThrow(() -> e);
      await(files.leave(name, pauses));
    }
  }

  /** Waits until the process that has the database open has done what it finds in this file. */
  private static void await(Path file) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (Files.exists(file) && System.nanoTime() < end) {
      Thread.sleep(LOOK_AGAIN.toMillis());
    }
    if (Files.deleteIfExists(file)) {
      throw new UserException(
          "another process has the database open, and does not do it; is it a router that works?");
    }
  }
}
