package org.threadless.testing;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.threadless.http.HttpService;
import org.threadless.http.HttpSettings;
import org.threadless.router.Backends;
import org.threadless.router.ConfiguredBackend;
import org.threadless.router.Incoming;
import org.threadless.router.Limits;
import org.threadless.router.ProjectName;
import org.threadless.router.Receipt;
import org.threadless.router.RouterModule;
import org.threadless.router.app.AppName;
import org.threadless.router.app.AppPlugin;
import org.threadless.router.backend.BackendPlugin;
import org.threadless.router.config.NoConfig;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.router.store.Conversations;
import org.threadless.router.wiring.AppInstance;
import org.threadless.router.wiring.BackendInstance;
import org.threadless.router.wiring.InstancesModule;
import org.threadless.storage.Database;
import org.threadless.storage.DatabaseSettings;
import org.threadless.storage.StorageModule;

/**
 * A router for the test of an app or a backend: the real one, with a database in memory, and a
 * backend named {@code test} that accepts whatever it is given.
 *
 * <pre>{@code
 * try (TestRouter router = TestRouter.builder().app(new EchoPlugin()).start()) {
 *   assertThat(router.say("echo hello")).containsExactly("hello");
 * }
 * }</pre>
 *
 * <p>A backend is reached over HTTP once the router listens:
 *
 * <pre>{@code
 * try (TestRouter router = TestRouter.builder().backend("phone", new MyPlugin()).start()) {
 *   URI url = router.listen().resolve("/my-engine/phone/");
 * }
 * }</pre>
 */
public final class TestRouter implements AutoCloseable {

  /** Who says what a test does not put into somebody's mouth. */
  public static final Connection SOMEBODY = Connection.of("test", "1112223333");

  private final Database database;
  private final Injector injector;

  private TestRouter(Database database, Injector injector) {
    this.database = database;
    this.injector = injector;
  }

  /** Begins a router without apps. */
  public static Builder builder() {
    return new Builder();
  }

  /** Lets {@link #SOMEBODY} say something, and returns what was sent because of it. */
  public List<String> say(String text) {
    return incoming(ReceivedMessage.of(SOMEBODY, text)).sent().stream()
        .map(OutgoingMessage::text)
        .toList();
  }

  /** Routes a message; its connection must be of {@code test} or a backend that was added. */
  public Receipt incoming(ReceivedMessage message) {
    return injector.getInstance(Incoming.class).incoming(message);
  }

  /** Returns the stored messages. */
  public Conversations conversations() {
    return database.messages();
  }

  /**
   * Listens for HTTP on a free port of 127.0.0.1, until the router is closed. To be called once.
   *
   * @return the URL of the root; a backend is at {@code /<engine>/<name>/}
   */
  public URI listen() {
    try {
      return injector.getInstance(HttpService.class).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes the database away for good: from now on nothing can be stored or read. */
  public void loseDatabase() {
    database.close();
  }

  /** Finishes the running requests, closes the backends, then the database. */
  @Override
  public void close() {
    injector.getInstance(HttpService.class).close();
    injector.getInstance(Backends.class).all().forEach(TestRouter::close);
    database.close();
  }

  private static void close(ConfiguredBackend backend) {
    if (backend.provider().get() instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (Exception e) {
        throw new IllegalStateException("the backend " + backend.name() + " did not close", e);
      }
    }
  }

  /** Collects the apps and backends of a router. */
  public static final class Builder {

    private final List<AppInstance> apps = new ArrayList<>();
    private final List<BackendInstance> backends = new ArrayList<>();
    private String projectName = "Test";

    private Builder() {
      backend("test", new AcceptingPlugin());
    }

    /** Adds an app that has nothing to set. */
    public Builder app(AppPlugin plugin) {
      return app(plugin, new NoConfig());
    }

    /** Adds an app with these settings; messages pass the apps in the order they are added in. */
    public Builder app(AppPlugin plugin, Record settings) {
      apps.add(new AppInstance(new AppName(plugin.name()), plugin, settings));
      return this;
    }

    /** Adds a backend that has nothing to set; no two may share a name. */
    public Builder backend(String name, BackendPlugin plugin) {
      return backend(name, plugin, new NoConfig());
    }

    /** Adds a backend with these settings; no two may share a name. */
    public Builder backend(String name, BackendPlugin plugin, Record settings) {
      backends.add(BackendInstance.of(new BackendName(name), plugin, settings));
      return this;
    }

    /** Names the project; default {@code Test}. */
    public Builder projectName(String name) {
      projectName = name;
      return this;
    }

    /** Starts the router. */
    public TestRouter start() {
      Database database =
          Database.open(
              new DatabaseSettings("jdbc:h2:mem:" + UUID.randomUUID(), null, null, 2),
              InstantSource.system());
      return new TestRouter(
          database,
          Guice.createInjector(
              new RouterModule(),
              new StorageModule(database),
              new InstancesModule(apps, backends),
              new AbstractModule() {
                @Override
                protected void configure() {
                  binder().requireExplicitBindings();
                  binder().requireExactBindingAnnotations();
                  binder().disableCircularProxies();
                  bind(Limits.class).toInstance(Limits.none());
                  bind(HttpSettings.class).toInstance(new HttpSettings("127.0.0.1", 0));
                  bind(HttpService.class);
                  bind(ProjectName.class).toInstance(new ProjectName(projectName));
                }
              }));
    }
  }
}
