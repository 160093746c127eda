package org.threadless.router.engine;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.TypeLiteral;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.threadless.router.app.App;
import org.threadless.router.app.AppName;
import org.threadless.router.app.Messenger;
import org.threadless.router.backend.Backend;
import org.threadless.router.backend.SendResult;
import org.threadless.router.engine.backend.BackendSettings;
import org.threadless.router.engine.backend.ConfiguredBackend;
import org.threadless.router.engine.backlog.Backlog;
import org.threadless.router.engine.call.Limits;
import org.threadless.router.engine.routing.ConfiguredApp;
import org.threadless.router.engine.routing.Trace;
import org.threadless.router.engine.routing.TransactionalMessenger;
import org.threadless.router.engine.routing.handler.InlineHandler;
import org.threadless.router.engine.routing.handler.InlinePlugin;
import org.threadless.router.engine.routing.way.Routes;
import org.threadless.router.engine.store.MessageStore;
import org.threadless.router.engine.store.People;
import org.threadless.router.incoming.Incoming;
import org.threadless.router.incoming.IncomingHandler;
import org.threadless.router.incoming.Receipt;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.ReceivedMessage;

/** A router with the apps of a test, two backends that record, and a store that records. */
final class Fixture {

  static final Connection ALICE = Connection.of("public", "1112223333");
  static final Connection BOB = Connection.of("private", "4445556666");

  /** What the apps were called with: "first handle". */
  final List<String> calls = Collections.synchronizedList(new ArrayList<>());

  /** What the backends were given: "public/1112223333: hello". */
  final List<String> sent = Collections.synchronizedList(new ArrayList<>());

  final RecordingStore store = new RecordingStore();

  Trace trace = Trace.NONE;
  Limits limits = Limits.none();
  Routes routes = Routes.none();

  InstantSource clock = Clock.systemUTC();

  /** Of the public backend. */
  BackendSettings settings = BackendSettings.defaults();

  BackendSettings privateSettings = BackendSettings.defaults();

  Backend publicBackend = message -> SendResult.accepted();
  Backend privateBackend = message -> SendResult.accepted();

  /** What takes the messages of the public backend; null for the one that routes at once. */
  IncomingHandler handler;

  /** Who is known; nobody. */
  final KnownPeople people = new KnownPeople();

  private final List<ConfiguredApp> apps = new ArrayList<>();
  private Injector injector;

  ScriptedApp app(String name) {
    ScriptedApp app = new ScriptedApp(name, calls);
    apps.add(ConfiguredApp.of(new AppName(name), ScriptedApp.class, () -> app));
    return app;
  }

  void app(String name, Class<? extends App> type, jakarta.inject.Provider<? extends App> maker) {
    apps.add(ConfiguredApp.of(new AppName(name), type, maker));
  }

  Receipt incoming(String text) {
    return incoming(ReceivedMessage.of(ALICE, text));
  }

  Receipt incoming(ReceivedMessage message) {
    return get(Incoming.class).incoming(message);
  }

  // Messages of a test may come in at the same time.
  synchronized <T> T get(Class<T> type) {
    if (injector == null) {
      injector = Guice.createInjector(new RouterModule(clock, trace), new Surroundings());
    }
    return injector.getInstance(type);
  }

  private final class Surroundings extends AbstractModule {
    @Override
    protected void configure() {
      bind(MessageStore.class).toInstance(store);
      bind(Backlog.class).toInstance(store.backlog);
      bind(People.class).toInstance(people);
      bind(Limits.class).toInstance(limits);
      bind(Routes.class).toInstance(routes);
      bind(Messenger.class).to(TransactionalMessenger.class);
      bind(new TypeLiteral<List<ConfiguredApp>>() {}).toInstance(apps);
      bind(new TypeLiteral<List<ConfiguredBackend>>() {})
          .toInstance(List.of(backend("public"), backend("private")));
    }

    private ConfiguredBackend backend(String name) {
      Backend recording =
          message -> {
            sent.add(message.connection() + ": " + message.text());
            return (name.equals("public") ? publicBackend : privateBackend).send(message);
          };
      return new ConfiguredBackend(
          new BackendName(name),
          "recording",
          name.equals("public") ? settings : privateSettings,
          InlinePlugin.NAME,
          () -> recording,
          () -> handler != null && name.equals("public") ? handler : get(InlineHandler.class));
    }
  }
}
