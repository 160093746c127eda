package org.threadless.testing;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.threadless.router.Incoming;
import org.threadless.router.ProjectName;
import org.threadless.router.Receipt;
import org.threadless.router.RouterModule;
import org.threadless.router.app.AppName;
import org.threadless.router.app.AppPlugin;
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
 * A router for the test of an app: the real one, with a database in memory, and one backend named
 * {@code test} that accepts whatever it is given.
 *
 * <pre>{@code
 * try (TestRouter router = TestRouter.builder().app(new EchoPlugin()).start()) {
 *   assertThat(router.say("echo hello")).containsExactly("hello");
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

  /** Routes a message; its connection must be of the backend {@code test}. */
  public Receipt incoming(ReceivedMessage message) {
    return injector.getInstance(Incoming.class).incoming(message);
  }

  /** Returns the stored messages. */
  public Conversations conversations() {
    return database.messages();
  }

  @Override
  public void close() {
    database.close();
  }

  /** Collects the apps of a router. */
  public static final class Builder {

    private final List<AppInstance> apps = new ArrayList<>();
    private String projectName = "Test";

    private Builder() {}

    /** Adds an app that has nothing to set. */
    public Builder app(AppPlugin plugin) {
      return app(plugin, new NoConfig());
    }

    /** Adds an app with these settings; messages pass the apps in the order they are added in. */
    public Builder app(AppPlugin plugin, Record settings) {
      apps.add(new AppInstance(new AppName(plugin.name()), plugin, settings));
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
      BackendInstance backend =
          new BackendInstance(new BackendName("test"), new AcceptingPlugin(), new NoConfig());
      return new TestRouter(
          database,
          Guice.createInjector(
              new RouterModule(),
              new StorageModule(database),
              new InstancesModule(apps, List.of(backend)),
              new AbstractModule() {
                @Override
                protected void configure() {
                  binder().requireExplicitBindings();
                  bind(ProjectName.class).toInstance(new ProjectName(projectName));
                }
              }));
    }
  }
}
