package org.threadless.server.command.place;

import java.util.Optional;
import java.util.function.Function;
import org.threadless.router.engine.history.Messages;
import org.threadless.server.wiring.RunningRouter;
import org.threadless.server.wiring.Setup;
import org.threadless.storage.Database;
import org.threadless.storage.offline.CheckedDatabase;
import org.threadless.storage.pool.DatabaseException;
import org.threadless.storage.pool.DatabaseSettings;

/**
 * Where a command has its database and its router from: it opens them for itself, or it works in a
 * router that serves and on what that has open.
 */
public interface Workplace {

  /** Something with a router. */
  @FunctionalInterface
  interface RouterWork<T> {
    T with(RunningRouter router) throws InterruptedException;
  }

  /** Returns the configuration that is meant; empty where the command line names its file. */
  Optional<Setup> setup();

  /**
   * Returns how things are in a database: which backends are down, and which are held up.
   *
   * @throws DatabaseException where it cannot be opened
   */
  CheckedDatabase state(DatabaseSettings settings);

  /**
   * Does something with what became of messages.
   *
   * @throws DatabaseException where the database cannot be opened
   */
  <T> T inHistory(DatabaseSettings settings, Function<Messages, T> work);

  /**
   * Does something with a database.
   *
   * @throws DatabaseException where it cannot be opened
   */
  <T> T inDatabase(DatabaseSettings settings, Function<Database, T> work);

  /**
   * Does something with a router, which need not listen or take up what waits.
   *
   * @throws DatabaseException where its database cannot be opened
   */
  <T> T inRouter(Setup setup, RouterWork<T> work) throws InterruptedException;
}
