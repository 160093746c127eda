package org.threadless.server.wiring;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.ProvisionException;
import com.google.inject.Stage;
import jakarta.inject.Provider;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.http.HttpService;
import org.threadless.http.HttpSettings;
import org.threadless.http.callback.CallbackPlan;
import org.threadless.http.callback.CallbackTeller;
import org.threadless.http.server.handler.RequestObserver;
import org.threadless.http.wiring.ConfiguredEndpoint;
import org.threadless.router.app.Messenger;
import org.threadless.router.conversation.Conversations;
import org.threadless.router.engine.access.user.Invitation;
import org.threadless.router.engine.backend.Backends;
import org.threadless.router.engine.backend.ConfiguredBackend;
import org.threadless.router.engine.backlog.Backlog;
import org.threadless.router.engine.backlog.DueWork;
import org.threadless.router.engine.backlog.Resent;
import org.threadless.router.engine.call.SlowCalls;
import org.threadless.router.engine.routing.StuckMessages;
import org.threadless.router.engine.routing.Trace;
import org.threadless.router.engine.routing.TransactionalMessenger;
import org.threadless.router.engine.sending.Obstacles;
import org.threadless.router.engine.sending.Outage;
import org.threadless.router.engine.sending.SendsUnderWay;
import org.threadless.router.engine.store.Hold;
import org.threadless.router.incoming.Incoming;
import org.threadless.router.incoming.KeepingHandler;
import org.threadless.router.loop.OutOfMemory;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.IncomingStatus;
import org.threadless.server.config.RouterConfig;
import org.threadless.server.control.ControlAction;
import org.threadless.server.control.ControlPlace;
import org.threadless.server.control.ControlServer;
import org.threadless.server.log.LevelsForNow;
import org.threadless.server.log.Logging;
import org.threadless.server.tracing.Tracing;
import org.threadless.storage.Database;
import org.threadless.storage.keep.KeepSettings;
import org.threadless.storage.wait.queue.Queues;

/** A router with its database open and its backends and endpoints made; listens when told to. */
public final class RunningRouter implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(RunningRouter.class);

  private static final Key<List<ConfiguredEndpoint>> ENDPOINTS = new Key<>() {};

  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  private final OpenParts parts;
  private final Database database;
  private final Injector injector;
  private final CallbackPlan callbacks;
  private final KeepSettings keep;
  private final StopDeadline stop;
  private final LevelsForNow levels;
  private volatile Setup setup;
  // Nothing is taken up any more, and what was is through.
  private volatile boolean ended;
  private volatile Queues queues;
  private volatile HttpService listening;

  private RunningRouter(
      OpenParts parts, Database database, Injector injector, Setup setup, LevelsForNow levels) {
    RouterConfig config = setup.config();
    this.setup = setup;
    this.parts = parts;
    this.database = database;
    this.injector = injector;
    this.callbacks = config.callbacks();
    this.keep = config.keep();
    this.levels = levels;
    this.stop =
        new StopDeadline(config.http().stopTimeout(), injector.getInstance(SendsUnderWay.class));
  }

  /**
   * Opens the database and makes the backends and the endpoints. Each app is made once, too, so
   * that one which cannot be made is found now and not by the first message. What fails leaves
   * nothing open.
   *
   * @throws org.threadless.storage.pool.DatabaseException where the database cannot be opened
   * @throws WiringException where an app, a backend or an endpoint cannot be made
   */
  public static RunningRouter open(Setup setup, Home home) {
    return open(setup, home, Trace.NONE);
  }

  /** The same, with somebody who sees the way of every message. */
  public static RunningRouter open(Setup setup, Home home, Trace trace) {
    OpenParts parts = new OpenParts();
    return parts.openAll(() -> open(setup.in(home), home, trace, parts));
  }

  private static RunningRouter open(Setup setup, Home home, Trace trace, OpenParts parts) {
    Logging logging = parts.add("the log", new Logging());
    logging.configure(setup.config().logging());
    LevelsForNow levels = parts.add("levels of the log", logging.forNow());
    Optional<Tracing> tracing = Tracing.ofProcess().map(made -> parts.add("traces", made));
    Database database =
        parts.add(
            "the database",
            Database.open(home.resolved(setup.config().database()), Clock.systemUTC()));
    tracing.map(Tracing::messages).ifPresent(database.observers()::add);
    database.forgetting().ifPresent(log::warn);
    database.tell(setup.config().callbacks().subscriptions());
    setup.plugins().forEach(database::migrate);
    RunningRouter router =
        new RunningRouter(
            parts, database, injector(setup, database, trace, tracing), setup, levels);
    parts.add("the watch over calls", router.injector.getInstance(SlowCalls.class).start());
    router.backends().forEach(router::make);
    router.injector.getInstance(ENDPOINTS).forEach(router::make);
    List<String> ofApps = MadeApps.of(setup, router.injector).problems();
    Warnings.of(setup, ofApps, router.backlog().waiting()).forEach(log::warn);
    return router;
  }

  private void make(ConfiguredBackend backend) {
    String name = "backend " + backend.name();
    open(name, backend.provider());
    open("handler " + backend.handlerName() + " of the " + name, backend.handler());
  }

  private void make(ConfiguredEndpoint endpoint) {
    open("endpoint " + endpoint.name(), endpoint.provider());
  }

  private void open(String name, Provider<?> provider) {
    if (make(name, provider) instanceof AutoCloseable closeable) {
      parts.add(name, closeable);
    }
  }

  static <T> T make(String name, Provider<T> provider) {
    try {
      return provider.get();
    } catch (ProvisionException e) {
      throw new WiringException(name, e);
    } catch (Throwable e) {
      // A static initializer that throws, say: Guice lets that pass.
      OutOfMemory.end(e);
      throw WiringException.ofMaking(name, e);
    }
  }

  /**
   * Takes up messages that wait, tells others what happens, and deletes what is over, from now on.
   */
  public void takeUp() {
    if (queues != null) {
      return;
    }
    DueWork work = injector.getInstance(DueWork.class);
    Queues opened = database.takeUp(work, backends(), stop.longest());
    queues = opened;
    parts.add("what waits", () -> end(opened));
    database.keep(keep);
    if (!callbacks.isNone()) {
      tellOthers();
    }
  }

  private void end(Queues opened) {
    opened.close(stop.left());
    ended = true;
  }

  /**
   * Brings back what handlers keep elsewhere, from now on.
   *
   * @throws WiringException where one cannot
   */
  public void bringBack() {
    backends().forEach(RunningRouter::bringBack);
  }

  static void bringBack(ConfiguredBackend backend) {
    backend.keeping().ifPresent(handler -> bringBack(backend, handler));
  }

  private static void bringBack(ConfiguredBackend backend, KeepingHandler handler) {
    try {
      handler.takeUp();
    } catch (RuntimeException e) {
      throw WiringException.ofHandler(backend.handlerName(), backend.name(), e);
    }
  }

  private void tellOthers() {
    CallbackTeller teller = new CallbackTeller(callbacks, database.callbacks(), Clock.systemUTC());
    parts.add("callbacks", () -> teller.close(stop.left()));
    teller.start();
  }

  /**
   * Takes up messages that wait, until these are routed, by this process or another, or an app lets
   * them wait, or this router is closed.
   *
   * @return how far they have come
   */
  public List<IncomingStatus> awaitRouted(List<UUID> messages) throws InterruptedException {
    takeUp();
    while (!ended && backlog().isAnyUnderWay(messages)) {
      Thread.sleep(LOOK_AGAIN.toMillis());
    }
    return backlog().statuses(messages);
  }

  /**
   * Takes up messages that wait, until these are sent or have failed, by this process or another,
   * or wait for something that may take long, or this router is closed.
   *
   * @return how far they have come
   */
  public List<Resent> awaitSent(List<UUID> messages) throws InterruptedException {
    List<Resent> resent = backlog().resent(messages);
    if (resent.stream().anyMatch(Resent::underWay)) {
      takeUp();
    }
    boolean last = false;
    while (!last && resent.stream().anyMatch(Resent::underWay)) {
      Thread.sleep(LOOK_AGAIN.toMillis());
      last = ended;
      resent = backlog().resent(messages);
    }
    return resent;
  }

  /** Returns what it stores in, for commands that it does; it stays open. */
  public Database database() {
    return database;
  }

  /** Returns the stored messages. */
  public Conversations conversations() {
    return database.messages();
  }

  /** Returns the messages that wait. */
  public Backlog backlog() {
    return database.backlog();
  }

  /** Returns whether what comes in on a backend is kept elsewhere than in the database. */
  public boolean keepsElsewhere(BackendName backend) {
    return injector.getInstance(Backends.class).require(backend).keeping().isPresent();
  }

  /** Returns the single way in. */
  public Incoming incoming() {
    return injector.getInstance(Incoming.class);
  }

  /** Returns what starts messages and takes them back. */
  public Messenger messenger() {
    return injector.getInstance(TransactionalMessenger.class);
  }

  /** Returns what ends by hand that an incoming message waits. */
  public StuckMessages stuckMessages() {
    return injector.getInstance(StuckMessages.class);
  }

  /** Returns what says why messages do not go out. */
  public Obstacles obstacles() {
    return injector.getInstance(Obstacles.class);
  }

  /** Returns which backends are down. */
  public Outage.Source outages() {
    return injector.getInstance(Outage.Source.class);
  }

  /** Returns which backends are held up: paused, or outside of their hours. */
  public Hold.Source holds() {
    return injector.getInstance(Hold.Source.class);
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
   * @throws org.threadless.http.wiring.EndpointException where an endpoint does not start; likewise
   */
  public URI listen() throws IOException {
    HttpService http = make("HTTP", injector.getProvider(HttpService.class));
    parts.add("HTTP", () -> http.close(stop.left()));
    URI root = http.start();
    listening = http;
    return root;
  }

  /**
   * Does from now on what commands of this machine ask for.
   *
   * @param actions by the names that commands call them
   * @return why it cannot, in one line for people; empty where it can
   */
  public Optional<String> answerCommands(ControlPlace place, Map<String, ControlAction> actions) {
    ControlServer server = ControlServer.open(place, actions);
    parts.add("the socket for commands", () -> server.close(stop.left()));
    return server.obstacle();
  }

  /** Returns what it runs with: as it was opened, or read again since. */
  public Setup setup() {
    return setup;
  }

  /** From now on it runs with this. */
  void runsWith(Setup next) {
    setup = next;
  }

  /** Returns the levels that its log has for a while. */
  public LevelsForNow levels() {
    return levels;
  }

  /**
   * Copies the file of its database, which is an H2 of this process's own, while it is used.
   *
   * @param copy replaced, if it is there
   * @throws org.threadless.storage.pool.DatabaseException where that fails
   */
  public void copyDatabase(Path copy) {
    database.copyFile(copy);
  }

  /**
   * Returns a link by which whoever started the router makes the first admin, where it has a
   * console and no user, and only this machine can reach it.
   *
   * @param root the URL of the root
   */
  public Optional<URI> firstLink(URI root) {
    boolean hasConsole =
        injector.getInstance(ENDPOINTS).stream().anyMatch(each -> each.name().equals("console"));
    return hasConsole && injector.getInstance(HttpSettings.class).isOnlyForThisMachine()
        ? database.access().invitations().first().map(ticket -> Invitation.url(root, ticket))
        : Optional.empty();
  }

  /** Returns what it is made by, for who replaces some of it. */
  Injector injector() {
    return injector;
  }

  OpenParts parts() {
    return parts;
  }

  /** Returns what listens; empty before {@link #listen}. */
  Optional<HttpService> listening() {
    return Optional.ofNullable(listening);
  }

  /**
   * Finishes the running requests, commands and what was taken up, as long as {@code
   * http.stop-timeout} allows; then sends that still wait for their gateway are cut off, and
   * recorded as such. Closes the endpoints, the backends, then the database.
   */
  @Override
  public void close() {
    stop.begin();
    if (queues != null) {
      queues.stop();
    }
    parts.close();
    stop.close();
  }

  private static Injector injector(
      Setup setup, Database database, Trace trace, Optional<Tracing> tracing) {
    // Not Stage.PRODUCTION, in which Guice would make the backends itself: if one of them failed,
    // those that it had made could not be closed.
    return Guice.createInjector(
        Stage.DEVELOPMENT,
        Bindings.of(
            setup, database, trace, tracing.map(Tracing::requests).orElse(RequestObserver.NONE)));
  }
}
