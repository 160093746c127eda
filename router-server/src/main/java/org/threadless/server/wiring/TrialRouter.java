package org.threadless.server.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.multibindings.OptionalBinder;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.threadless.router.ProjectName;
import org.threadless.router.config.NoConfig;
import org.threadless.router.conversation.Conversations;
import org.threadless.router.engine.RouterModule;
import org.threadless.router.engine.call.Limits;
import org.threadless.router.engine.routing.AppMemory;
import org.threadless.router.engine.routing.Trace;
import org.threadless.router.engine.wiring.BackendInstance;
import org.threadless.router.engine.wiring.InstancesModule;
import org.threadless.router.incoming.Incoming;
import org.threadless.router.message.Numbers;
import org.threadless.storage.Database;
import org.threadless.storage.StorageModule;
import org.threadless.storage.pool.DatabaseSettings;

/**
 * A router with the configured apps for trying something out: its backends have the configured
 * names and send nothing, and nothing is stored that remains.
 */
public final class TrialRouter implements AutoCloseable {

  private final Database database;
  private final TrialClock clock;
  private final Injector injector;
  private final MadeApps apps;

  private TrialRouter(Setup setup, Database database, TrialClock clock, Trace trace) {
    this.database = database;
    this.clock = clock;
    this.injector =
        Guice.createInjector(
            new RouterModule(clock, trace),
            new StorageModule(database),
            new InstancesModule(
                setup.apps(),
                setup.backends().stream().map(TrialRouter::silent).toList(),
                setup.routes()),
            new TrialModule(setup.config().projectName(), setup.numbers()));
    this.apps = MadeApps.of(setup, injector);
  }

  /**
   * Makes a router that begins with empty tables, and loses them when it is closed.
   *
   * @throws WiringException where an app cannot be made
   * @throws org.threadless.storage.pool.DatabaseException where an app's tables cannot be made
   */
  public static TrialRouter inMemory(Setup setup, Trace trace) {
    TrialClock clock = new TrialClock();
    return open(setup, Database.open(memory(), clock), clock, trace, true);
  }

  /**
   * Makes a router that sees what is in the configured database and changes nothing there: what a
   * message writes is gone after it.
   *
   * @throws WiringException where an app cannot be made
   * @throws org.threadless.storage.pool.DatabaseException where the database cannot be opened, or
   *     tables that are missing cannot be made
   */
  public static TrialRouter onDatabase(Setup setup, Home home, Trace trace) {
    DatabaseSettings settings = home.resolved(setup.config().database());
    TrialClock clock = new TrialClock();
    return open(setup, Database.openForTrial(settings, clock), clock, trace, true);
  }

  /**
   * Makes each configured app once, without any tables of theirs, and looks at what the backends
   * and their handlers ask for, without making them.
   *
   * @return the handlers that others keep from some or all of their messages, one line each
   * @throws WiringException where one cannot be made
   */
  public static List<String> problems(Setup setup) {
    TrialClock clock = new TrialClock();
    Database database = Database.open(memory(), clock);
    try (TrialRouter router = open(setup, database, clock, Trace.NONE, false)) {
      Bindings.check(setup, database);
      return router.apps.problems();
    }
  }

  /**
   * Makes the configured apps on a database that somebody has opened, to be asked what they keep.
   * Their tables are made or updated.
   *
   * @throws WiringException where an app cannot be made
   * @throws org.threadless.storage.pool.DatabaseException where an app's tables cannot be made
   */
  public static AppMemory memory(Setup setup, Database database) {
    setup.apps().forEach(app -> database.migrate(app.plugin()));
    return new TrialRouter(setup, database, new TrialClock(), Trace.NONE)
        .injector.getInstance(AppMemory.class);
  }

  /** Returns the single way in. */
  public Incoming incoming() {
    return injector.getInstance(Incoming.class);
  }

  /** Lets it be that time from now on. */
  public void reach(Instant time) {
    clock.set(time);
  }

  /** Returns the messages that are stored as long as this lasts. */
  public Conversations conversations() {
    return injector.getInstance(Conversations.class);
  }

  @Override
  public void close() {
    database.close();
  }

  private static TrialRouter open(
      Setup setup, Database database, TrialClock clock, Trace trace, boolean tables) {
    OpenParts parts = new OpenParts();
    parts.add("the database", database);
    return parts.openAll(
        () -> {
          if (tables) {
            setup.apps().forEach(app -> database.migrate(app.plugin()));
          }
          return new TrialRouter(setup, database, clock, trace);
        });
  }

  private static DatabaseSettings memory() {
    return new DatabaseSettings("jdbc:h2:mem:" + UUID.randomUUID(), null, null, null);
  }

  private static BackendInstance silent(BackendInstance backend) {
    return BackendInstance.of(backend.name(), new SilentPlugin(backend.engine()), new NoConfig());
  }

  /** What the rest is made with. */
  private static final class TrialModule extends AbstractModule {

    private final String projectName;
    private final Numbers numbers;

    TrialModule(String projectName, Numbers numbers) {
      this.projectName = projectName;
      this.numbers = numbers;
    }

    @Override
    protected void configure() {
      OptionalBinder.newOptionalBinder(binder(), Numbers.class).setBinding().toInstance(numbers);
      bind(Limits.class).toInstance(Limits.none());
      bind(ProjectName.class).toInstance(new ProjectName(projectName));
    }
  }
}
