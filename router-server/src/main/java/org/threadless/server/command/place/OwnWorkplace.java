package org.threadless.server.command.place;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.threadless.router.engine.history.Messages;
import org.threadless.server.wiring.RunningRouter;
import org.threadless.server.wiring.Setup;
import org.threadless.storage.Database;
import org.threadless.storage.history.MessageReader;
import org.threadless.storage.offline.CheckedDatabase;
import org.threadless.storage.offline.OfflineDatabase;
import org.threadless.storage.pool.DatabaseSettings;

/** The process of a command, which opens for itself what it needs, and closes it. */
public final class OwnWorkplace implements Workplace {

  @Override
  public Optional<Setup> setup() {
    return Optional.empty();
  }

  @Override
  public CheckedDatabase state(DatabaseSettings settings) {
    return OfflineDatabase.check(settings);
  }

  @Override
  public <T> T inHistory(DatabaseSettings settings, Function<Messages, T> work) {
    try (MessageReader reader = OfflineDatabase.read(settings)) {
      return work.apply(reader);
    }
  }

  @Override
  public <T> T inDatabase(DatabaseSettings settings, Function<Database, T> work) {
    try (Database database = Database.open(settings, Clock.systemUTC())) {
      return work.apply(database);
    }
  }

  @Override
  public <T> T inRouter(Setup setup, RouterWork<T> work) throws InterruptedException {
    try (RunningRouter router = RunningRouter.open(setup, ConfigOption.home())) {
      return work.with(router);
    }
  }
}
