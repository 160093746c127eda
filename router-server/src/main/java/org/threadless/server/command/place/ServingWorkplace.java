package org.threadless.server.command.place;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.threadless.router.engine.history.Messages;
import org.threadless.server.wiring.RunningRouter;
import org.threadless.server.wiring.Setup;
import org.threadless.storage.Database;
import org.threadless.storage.offline.CheckedDatabase;
import org.threadless.storage.pool.DatabaseSettings;

/**
 * A router that serves, whose database and parts a command uses as they are, and leaves open.
 *
 * @param router is the one, whose configuration counts, whatever the file says by now
 */
record ServingWorkplace(RunningRouter router) implements Workplace {

  @Override
  public Optional<Setup> setup() {
    return Optional.of(router.setup());
  }

  @Override
  public CheckedDatabase state(DatabaseSettings settings) {
    return new CheckedDatabase(
        "", Optional.empty(), List.of(), router.outages().now(), router.holds().now());
  }

  @Override
  public <T> T inHistory(DatabaseSettings settings, Function<Messages, T> work) {
    return work.apply(router.database().history());
  }

  @Override
  public <T> T inDatabase(DatabaseSettings settings, Function<Database, T> work) {
    return work.apply(router.database());
  }

  @Override
  public <T> T inRouter(Setup setup, RouterWork<T> work) throws InterruptedException {
    return work.with(router);
  }
}
