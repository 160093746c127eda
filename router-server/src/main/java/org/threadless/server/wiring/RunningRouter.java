package org.threadless.server.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.ProvisionException;
import com.google.inject.Stage;
import jakarta.inject.Provider;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.threadless.http.HttpService;
import org.threadless.http.HttpSettings;
import org.threadless.router.Backends;
import org.threadless.router.ConfiguredApp;
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

  private static final Key<List<ConfiguredApp>> APPS = new Key<>() {};

  private final OpenParts parts;
  private final Injector injector;

  private RunningRouter(OpenParts parts, Injector injector) {
    this.parts = parts;
    this.injector = injector;
  }

  /**
   * Opens the database and makes the backends. Each app is made once, too, so that one which cannot
   * be made is found now and not by the first message. What fails leaves nothing open.
   *
   * @throws org.threadless.storage.DatabaseException where the database cannot be opened
   * @throws WiringException where an app or a backend cannot be made
   */
  public static RunningRouter open(Setup setup, Home home) {
    OpenParts parts = new OpenParts();
    try {
      return open(setup, home, parts);
    } catch (CreationException e) {
      parts.close();
      throw new WiringException(e);
    } catch (LinkageError e) {
      parts.close();
      throw new WiringException(e);
    } catch (RuntimeException | Error e) {
      parts.close();
      throw e;
    }
  }

  private static RunningRouter open(Setup setup, Home home, OpenParts parts) {
    Database database =
        parts.add(
            "the database",
            Database.open(home.resolved(setup.config().database()), Clock.systemUTC()));
    RunningRouter router = new RunningRouter(parts, injector(setup, database));
    router.backends().forEach(router::make);
    router.injector.getInstance(APPS).forEach(app -> make("app " + app.name(), app.provider()));
    parts.add("HTTP", make("HTTP", router.injector.getProvider(HttpService.class)));
    return router;
  }

  private void make(ConfiguredBackend backend) {
    String name = "backend " + backend.name();
    if (make(name, backend.provider()) instanceof AutoCloseable closeable) {
      parts.add(name, closeable);
    }
  }

  private static <T> T make(String name, Provider<T> provider) {
    try {
      return provider.get();
    } catch (ProvisionException e) {
      throw new WiringException(name, e);
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
    parts.close();
  }

  private static Injector injector(Setup setup, Database database) {
    // Not Stage.PRODUCTION, in which Guice would make the backends itself: if one of them failed,
    // those that it had made could not be closed.
    return Guice.createInjector(
        Stage.DEVELOPMENT,
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
