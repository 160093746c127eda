package org.threadless.server.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.ProvisionException;
import com.google.inject.Stage;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Collection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.http.HttpService;
import org.threadless.http.HttpSettings;
import org.threadless.router.Backends;
import org.threadless.router.ConfiguredBackend;
import org.threadless.router.Incoming;
import org.threadless.router.ProjectName;
import org.threadless.router.RouterModule;
import org.threadless.router.wiring.InstancesModule;
import org.threadless.server.config.RouterConfig;
import org.threadless.storage.Database;
import org.threadless.storage.StorageModule;

/** A router with its database open and its backends made; listens when it is told to. */
public final class RunningRouter implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(RunningRouter.class);

  private final Database database;
  private final Injector injector;

  private RunningRouter(Database database, Injector injector) {
    this.database = database;
    this.injector = injector;
  }

  /**
   * Opens the database and makes the backends.
   *
   * @throws org.threadless.storage.DatabaseException where the database cannot be opened
   * @throws WiringException where an app or a backend cannot be made
   */
  public static RunningRouter open(Setup setup, Home home) {
    Database database = Database.open(home.resolved(setup.config().database()), Clock.systemUTC());
    try {
      RunningRouter router = new RunningRouter(database, injector(setup, database));
      router.backends().forEach(backend -> backend.provider().get());
      return router;
    } catch (CreationException | ProvisionException e) {
      database.close();
      throw new WiringException(e);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /** Returns the single way in. */
  public Incoming incoming() {
    return injector.getInstance(Incoming.class);
  }

  /** Returns the configured backends. */
  public Collection<ConfiguredBackend> backends() {
    return injector.getInstance(Backends.class).all();
  }

  /**
   * Listens for HTTP.
   *
   * @return the URL of the root
   * @throws IOException where that fails; its message is for the user
   */
  public URI listen() throws IOException {
    return injector.getInstance(HttpService.class).start();
  }

  /** Finishes the running requests, closes the backends, then the database. */
  @Override
  public void close() {
    injector.getInstance(HttpService.class).close();
    backends().forEach(RunningRouter::close);
    database.close();
  }

  private static void close(ConfiguredBackend backend) {
    if (backend.provider().get() instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (Exception e) {
        log.warn("the backend {} did not close: {}", backend.name(), e.toString());
      }
    }
  }

  private static Injector injector(Setup setup, Database database) {
    return Guice.createInjector(
        Stage.PRODUCTION,
        new Surroundings(setup.config()),
        new RouterModule(),
        new StorageModule(database),
        new InstancesModule(setup.apps(), setup.backends()));
  }

  /** What the rest is made with. */
  private static final class Surroundings extends AbstractModule {

    private final RouterConfig config;

    Surroundings(RouterConfig config) {
      this.config = config;
    }

    @Override
    protected void configure() {
      binder().requireExplicitBindings();
      binder().requireExactBindingAnnotations();
      binder().disableCircularProxies();
      bind(ProjectName.class).toInstance(new ProjectName(config.projectName()));
      bind(HttpSettings.class).toInstance(config.http());
      bind(HttpService.class);
    }
  }
}
