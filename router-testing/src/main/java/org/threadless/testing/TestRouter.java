package org.threadless.testing;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.threadless.http.HttpModule;
import org.threadless.http.HttpService;
import org.threadless.http.HttpSettings;
import org.threadless.http.health.HealthPlugin;
import org.threadless.http.wiring.ConfiguredEndpoint;
import org.threadless.http.wiring.EndpointInstance;
import org.threadless.router.app.AppName;
import org.threadless.router.app.LaterException;
import org.threadless.router.app.Messenger;
import org.threadless.router.backend.DeliveryReports;
import org.threadless.router.conversation.Conversations;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.dialog.Dialogs;
import org.threadless.router.engine.RouterModule;
import org.threadless.router.engine.backend.Backends;
import org.threadless.router.engine.backend.ConfiguredBackend;
import org.threadless.router.engine.backlog.DueWork;
import org.threadless.router.engine.callback.CallbackEvent;
import org.threadless.router.engine.callback.EventType;
import org.threadless.router.engine.callback.Subscriptions;
import org.threadless.router.engine.routing.AppCall;
import org.threadless.router.engine.routing.AppMemory;
import org.threadless.router.engine.routing.TransactionalMessenger;
import org.threadless.router.engine.routing.way.Routes;
import org.threadless.router.engine.wiring.BackendInstance;
import org.threadless.router.engine.wiring.InstancesModule;
import org.threadless.router.incoming.Incoming;
import org.threadless.router.incoming.KeepingHandler;
import org.threadless.router.incoming.Receipt;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Numbers;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.router.people.Contacts;
import org.threadless.router.people.Groups;
import org.threadless.router.people.Person;
import org.threadless.router.script.Script;
import org.threadless.router.script.ScriptResult;
import org.threadless.router.script.ScriptRunner;
import org.threadless.router.script.ScriptTarget;
import org.threadless.router.text.LanguageTag;
import org.threadless.storage.Database;
import org.threadless.storage.StorageModule;
import org.threadless.storage.pool.DatabaseSettings;

/**
 * A router for the test of an app or a backend: the real one, with a database in memory, and a
 * backend named {@code test} that records and accepts whatever it is given.
 *
 * <pre>{@code
 * try (TestRouter router = TestRouter.builder().app(new EchoPlugin()).start()) {
 *   assertThat(router.say("echo hello")).containsExactly("hello");
 * }
 * }</pre>
 *
 * <p>What is to be sent later goes when the test lets its time come:
 *
 * <pre>{@code
 * router.say("remind me tomorrow");
 * router.clock().advance(Duration.ofDays(1));
 * assertThat(router.backend().texts()).contains("This is tomorrow");
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

  static final String BACKEND = "test";

  private static final Key<List<ConfiguredEndpoint>> ENDPOINTS = new Key<>() {};
  private static final String TOLD = "the test";

  private final TestRouterBuilder built;
  private final Database database;
  private final SettableClock clock;
  private final List<AppCall> failures = Collections.synchronizedList(new ArrayList<>());
  private final Injector injector;

  TestRouter(TestRouterBuilder built) {
    this.built = built;
    this.clock = new SettableClock(built.time);
    this.database =
        Database.open(
            new DatabaseSettings("jdbc:h2:mem:" + UUID.randomUUID(), null, null, 10), clock);
    database.tell(new Subscriptions(Map.of(TOLD, EnumSet.of(EventType.STOPPED)), false));
    this.injector = injector();
    bringBack();
    clock.onChange(this::sendDue);
  }

  private Injector injector() {
    try {
      built.apps.forEach(app -> database.migrate(app.plugin()));
      built.backends.values().forEach(this::migrate);
      built.endpoints.forEach(endpoint -> database.migrate(endpoint.plugin()));
      return Guice.createInjector(
          new RouterModule(clock, this::trace),
          new StorageModule(database),
          new InstancesModule(
              built.apps, List.copyOf(built.backends.values()), new Routes(built.routes)),
          new HttpModule(http(), endpoints()),
          new TestRouterModule(built.projectName));
    } catch (RuntimeException | Error e) {
      database.close();
      throw e;
    }
  }

  private HttpSettings http() {
    boolean isBehindAProxy = !built.proxies.isEmpty();
    return new HttpSettings(
        "127.0.0.1",
        0,
        null,
        null,
        null,
        null,
        null,
        null,
        Optional.empty(),
        isBehindAProxy,
        built.proxies);
  }

  private void bringBack() {
    try {
      injector
          .getInstance(Backends.class)
          .all()
          .forEach(backend -> backend.keeping().ifPresent(KeepingHandler::takeUp));
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private List<EndpointInstance> endpoints() {
    List<EndpointInstance> all = new ArrayList<>(built.endpoints);
    all.add(EndpointInstance.of(new HealthPlugin()));
    return all;
  }

  private void migrate(BackendInstance backend) {
    database.migrate(backend.plugin());
    database.migrate(backend.handler().plugin());
  }

  private void trace(AppCall call) {
    // What an app lets wait is routed when the test lets its time come.
    if (call.thrown().filter(thrown -> !(thrown instanceof LaterException)).isPresent()) {
      failures.add(call);
    }
  }

  private void sendDue() {
    try {
      database.sendDue(
          injector.getInstance(DueWork.class), injector.getInstance(Backends.class).all());
    } catch (StoreUnavailableException e) {
      // A test has taken the database away: nothing is due there.
    }
  }

  /** Begins a router without apps. */
  public static TestRouterBuilder builder() {
    return new TestRouterBuilder();
  }

  /** Lets {@link #SOMEBODY} say something, and returns what was sent because of it. */
  public List<String> say(String text) {
    return incoming(ReceivedMessage.of(SOMEBODY, text)).sent().stream()
        .map(OutgoingMessage::text)
        .toList();
  }

  /**
   * Lets {@link #SOMEBODY} be a contact with a language from now on: apps' texts are sent in it.
   *
   * @param language as in {@code sw} or {@code pt-BR}
   */
  public void speaks(String language) {
    speaks(SOMEBODY, language);
  }

  /** Lets somebody be a contact with a language from now on. */
  public void speaks(Connection who, String language) {
    Locale spoken =
        LanguageTag.parse(language)
            .orElseThrow(() -> new IllegalArgumentException("is no language: " + language));
    contacts().change(contacts().of(who), contact -> contact.withLanguage(spoken));
  }

  /** Routes a message; its connection must be of {@code test} or a backend that was added. */
  public Receipt incoming(ReceivedMessage message) {
    Receipt receipt = injector.getInstance(Incoming.class).incoming(message);
    built.doubles.values().forEach(each -> each.take(receipt.sent()));
    return receipt;
  }

  /**
   * Holds a script (see {@link Script}) against the router; its identities are on the backend named
   * "test".
   *
   * @throws AssertionError where a line differs, a message is left over, or an app threw; it shows
   *     the script with the first line that differs
   */
  public void script(String text) {
    int before = failures.size();
    ScriptResult result = run(text);
    List<AppCall> thrown = List.copyOf(failures.subList(before, failures.size()));
    if (!result.passed() || !thrown.isEmpty()) {
      AssertionError error = new AssertionError(ScriptFailure.of(result, thrown));
      thrown.forEach(call -> error.addSuppressed(call.thrown().orElseThrow()));
      throw error;
    }
  }

  /** Runs a script, and returns what came of each line. */
  public ScriptResult run(String text) {
    ScriptTarget target =
        Optional.ofNullable(built.doubles.get(BACKEND))
            .<ScriptTarget>map(this::recorded)
            .orElseGet(
                () ->
                    ScriptTarget.of(
                        injector.getInstance(Incoming.class),
                        injector.getInstance(Conversations.class),
                        injector.getInstance(Numbers.class)));
    return new ScriptRunner(target, new BackendName(BACKEND)).run(Script.parse(text));
  }

  private ScriptTarget recorded(RecordingBackend backend) {
    return new RecordedTarget(
        injector.getInstance(Incoming.class), conversations(), backend, clock);
  }

  /** Returns the calls in which an app threw so far. */
  public List<AppCall> failures() {
    return List.copyOf(failures);
  }

  /**
   * Returns who wants to get nothing any more, as apps have let other programs know by {@link
   * org.threadless.router.app.Callbacks} since this was asked last.
   */
  public List<Connection> stopped() {
    List<CallbackEvent> told = database.callbacks().take(TOLD, Integer.MAX_VALUE);
    told.forEach(database.callbacks()::finish);
    return told.stream().map(event -> event.message().connection()).toList();
  }

  /**
   * Returns the backend {@code test}, with all that was sent through it.
   *
   * @throws IllegalStateException where the test has put one of its own in its place
   */
  public RecordingBackend backend() {
    return Optional.ofNullable(built.doubles.get(BACKEND))
        .orElseThrow(() -> new IllegalStateException("the backend test does not record"));
  }

  /** Returns the clock that the router goes by. */
  public SettableClock clock() {
    return clock;
  }

  /** Returns what a test may ask for: what an app could, and what is only there in tests. */
  Optional<Object> find(Class<?> type) {
    if (type == TestRouter.class) {
      return Optional.of(this);
    }
    if (type == SettableClock.class) {
      return Optional.of(clock);
    }
    if (type == RecordingBackend.class) {
      return Optional.ofNullable(built.doubles.get(BACKEND));
    }
    if (type == Messenger.class) {
      return Optional.of(messenger());
    }
    if (type == Dialogs.class && built.apps.size() == 1) {
      return Optional.of(database.dialogs().of(built.apps.get(0).name()));
    }
    if (isMapper(type)) {
      return Optional.of(database.mappers().make(List.of(type)).get(type));
    }
    return Optional.ofNullable(injector.getExistingBinding(Key.get(type)))
        .map(binding -> binding.getProvider().get());
  }

  // With one app, that is whose texts a test means.
  private Messenger messenger() {
    TransactionalMessenger ofAll = injector.getInstance(TransactionalMessenger.class);
    return built.apps.size() == 1 ? ofAll.of(built.apps.get(0).name()) : ofAll;
  }

  private boolean isMapper(Class<?> type) {
    return built.apps.stream().anyMatch(app -> app.plugin().mappers().contains(type));
  }

  /** Returns what each app tells that it keeps of a person, by its name. */
  public Map<String, Map<String, ?>> keeps(Person person) {
    return injector.getInstance(AppMemory.class).of(person);
  }

  /**
   * Erases all that is kept of a person, as {@code router person erase} does: also of the contact
   * that an app has made of them.
   *
   * @throws org.threadless.router.people.PeopleException where an app throws; nothing is erased
   *     then
   */
  public void erase(Person person) {
    Person whole = whole(person);
    AppMemory apps = injector.getInstance(AppMemory.class);
    database.persons().erase(whole, Duration.ofSeconds(10), work -> apps.erase(whole, work));
  }

  // A test names a connection; an app may have made it a contact's.
  private Person whole(Person person) {
    return person.connections().stream()
        .flatMap(connection -> database.persons().of(connection).stream())
        .findFirst()
        .orElse(person);
  }

  /**
   * Has the apps keep by another connection what they keep by this one, as {@code router numbers}
   * does.
   */
  public void rename(Connection before, Connection now) {
    injector.getInstance(AppMemory.class).rename(before, now);
  }

  /** Returns what the router has injected where this is asked for, such as {@code Messenger}. */
  public <T> T injected(Class<T> type) {
    return injector.getInstance(type);
  }

  /** Returns the way in for delivery reports. */
  public DeliveryReports reports() {
    return injector.getInstance(DeliveryReports.class);
  }

  /** Returns the persons that the apps know; a test may make some. */
  public Contacts contacts() {
    return injector.getInstance(Contacts.class);
  }

  /** Returns the groups that they are in. */
  public Groups groups() {
    return database.people().groups();
  }

  /** Returns what an app has asked, and waits for; it is named as its plugin is. */
  public Dialogs dialogs(String app) {
    return database.dialogs().of(new AppName(app));
  }

  /** Returns the stored messages. */
  public Conversations conversations() {
    return database.messages();
  }

  /**
   * Listens for HTTP on a free port of 127.0.0.1, until the router is closed. To be called once.
   *
   * @return the URL of the root; a backend is at {@code /<engine>/<name>/}, an endpoint at {@code
   *     /<name>/}
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

  /** Finishes the running requests, closes the endpoints, the backends, then the database. */
  @Override
  public void close() {
    injector.getInstance(HttpService.class).close();
    injector
        .getInstance(ENDPOINTS)
        .forEach(each -> close("endpoint " + each.name(), each.provider().get()));
    injector.getInstance(Backends.class).all().forEach(TestRouter::close);
    database.close();
  }

  private static void close(ConfiguredBackend backend) {
    close("handler of the backend " + backend.name(), backend.handler().get());
    close("backend " + backend.name(), backend.provider().get());
  }

  private static void close(String name, Object part) {
    if (part instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (Exception e) {
        throw new IllegalStateException("the " + name + " did not close", e);
      }
    }
  }
}
