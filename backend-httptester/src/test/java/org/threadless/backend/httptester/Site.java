package org.threadless.backend.httptester;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.threadless.http.HttpModule;
import org.threadless.http.HttpService;
import org.threadless.http.HttpSettings;
import org.threadless.http.health.HealthPlugin;
import org.threadless.http.wiring.EndpointInstance;
import org.threadless.router.ProjectName;
import org.threadless.router.app.AppName;
import org.threadless.router.app.AppPlugin;
import org.threadless.router.app.Messenger;
import org.threadless.router.backend.SendResult;
import org.threadless.router.config.NoConfig;
import org.threadless.router.engine.RouterModule;
import org.threadless.router.engine.backlog.Backlog;
import org.threadless.router.engine.backlog.Failure;
import org.threadless.router.engine.call.Limits;
import org.threadless.router.engine.routing.Trace;
import org.threadless.router.engine.routing.TransactionalMessenger;
import org.threadless.router.engine.store.MessageStore;
import org.threadless.router.engine.store.Planned;
import org.threadless.router.engine.store.SendOutcome;
import org.threadless.router.engine.store.UnitOfWork;
import org.threadless.router.engine.wiring.AppInstance;
import org.threadless.router.engine.wiring.BackendInstance;
import org.threadless.router.engine.wiring.InstancesModule;
import org.threadless.router.incoming.Incoming;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.storage.Database;
import org.threadless.storage.StorageModule;
import org.threadless.storage.pool.DatabaseSettings;
import org.threadless.web.live.PageLimits;

/**
 * A router with two testers, {@code public} and {@code private}, that can be stopped and started
 * again as the same. It has two database connections, so that whoever holds one is found out.
 */
final class Site implements AutoCloseable {

  private final Database database;
  private final PageLimits room;
  private final Injector injector;
  private final URI root;
  private final MessageIds ids = new MessageIds();

  private Site(Database database, PageLimits room, Injector injector) throws IOException {
    this.database = database;
    this.room = room;
    this.injector = injector;
    this.root = injector.getInstance(HttpService.class).start();
  }

  /** Starts a router that forgets all when it stops. */
  static Site start(AppPlugin... apps) throws IOException {
    return start(Limits.none(), apps);
  }

  /** Starts a router that takes no more than that on, and forgets all when it stops. */
  static Site start(Limits limits, AppPlugin... apps) throws IOException {
    return start(
        "jdbc:h2:mem:" + UUID.randomUUID(), new HttpSettings("127.0.0.1", 0), limits, apps);
  }

  /** Starts a router that keeps its messages in a folder. */
  static Site start(Path folder, int port, AppPlugin... apps) throws IOException {
    return start(
        "jdbc:h2:file:" + folder.resolve("router"),
        new HttpSettings("127.0.0.1", port),
        Limits.none(),
        apps);
  }

  /** Starts a router that listens elsewhere, and forgets all when it stops. */
  static Site start(HttpSettings http, AppPlugin... apps) throws IOException {
    return start("jdbc:h2:mem:" + UUID.randomUUID(), http, Limits.none(), apps);
  }

  private static Site start(String url, HttpSettings http, Limits limits, AppPlugin... apps)
      throws IOException {
    PageLimits room = new PageLimits(Runtime.getRuntime().maxMemory());
    Database database =
        Database.open(new DatabaseSettings(url, null, null, null), InstantSource.system());
    return new Site(
        database,
        room,
        Guice.createInjector(
            new RouterModule(InstantSource.system(), Trace.NONE),
            new StorageModule(database),
            new InstancesModule(
                Arrays.stream(apps).map(Site::instance).toList(),
                List.of(tester("public", room), tester("private", room))),
            new AbstractModule() {
              @Override
              protected void configure() {
                bind(Limits.class).toInstance(limits);
                bind(ProjectName.class).toInstance(new ProjectName("Test"));
              }
            },
            new HttpModule(http, List.of(EndpointInstance.of(new HealthPlugin())))));
  }

  private static AppInstance instance(AppPlugin app) {
    return new AppInstance(new AppName(app.name()), app, new NoConfig());
  }

  private static BackendInstance tester(String name, PageLimits room) {
    return BackendInstance.of(
        new BackendName(name), new HttpTesterPlugin(room), HttpTesterSettings.none());
  }

  URI root() {
    return root;
  }

  /** Returns the URL of a place below the tester {@code public}. */
  String url(String path) {
    return root.resolve("/httptester/public/" + path).toString();
  }

  int port() {
    return root.getPort();
  }

  PageLimits room() {
    return room;
  }

  Incoming incoming() {
    return injector.getInstance(Incoming.class);
  }

  Messenger messenger() {
    return injector.getInstance(TransactionalMessenger.class);
  }

  MessageStore store() {
    return database.messages();
  }

  /** Stores a message that is to be sent, as a node does that comes to send it later. */
  OutgoingMessage queue(String identity, String text) {
    OutgoingMessage message =
        new OutgoingMessage(
            ids.next(),
            Connection.of("public", identity),
            text,
            Optional.empty(),
            InstantSource.system().instant());
    try (UnitOfWork work = store().begin()) {
      work.commit(List.of(new Planned(message, OutgoingStatus.QUEUED, List.of())));
    }
    return message;
  }

  /** Lets a message wait, as one that could not be sent now. */
  void postpone(OutgoingMessage message, String reason) {
    Instant now = InstantSource.system().instant();
    Failure failure = new Failure(reason, 1, 0, now);
    injector.getInstance(Backlog.class).postpone(message, Optional.of(failure), now);
  }

  /** Records what came of sending a message. */
  void record(OutgoingMessage message, SendResult result) {
    SendOutcome outcome = new SendOutcome(message.id(), result, InstantSource.system().instant());
    CompletableFuture<Void> stored = new CompletableFuture<>();
    injector
        .getInstance(Backlog.class)
        .finish(List.of(message.id()), List.of(outcome), () -> stored.complete(null));
    // Whatever comes before that would wait behind it, and nothing here takes up what waits.
    stored.join();
  }

  @Override
  public void close() {
    injector.getInstance(HttpService.class).close();
    database.close();
  }
}
