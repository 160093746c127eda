package org.threadless.server.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Module;
import com.google.inject.Stage;
import com.google.inject.multibindings.OptionalBinder;
import java.time.Clock;
import java.util.List;
import org.threadless.http.HttpModule;
import org.threadless.http.server.handler.RequestObserver;
import org.threadless.router.ProjectName;
import org.threadless.router.engine.RouterModule;
import org.threadless.router.engine.call.Limits;
import org.threadless.router.engine.callback.CallbackUrls;
import org.threadless.router.engine.routing.Trace;
import org.threadless.router.engine.wiring.InstancesModule;
import org.threadless.router.engine.wiring.PluginInstance;
import org.threadless.router.message.Numbers;
import org.threadless.server.config.RouterConfig;
import org.threadless.storage.Database;
import org.threadless.storage.StorageModule;

/** What a router is put together from. */
final class Bindings {

  private Bindings() {}

  static List<Module> of(Setup setup, Database database, Trace trace, RequestObserver requests) {
    return List.of(
        new ServerModule(setup.config(), setup.numbers(), requests),
        new RouterModule(Clock.systemUTC(), trace),
        new StorageModule(database),
        new InstancesModule(setup.apps(), setup.backends(), setup.routes()),
        new HttpModule(setup.config().http(), setup.endpoints()));
  }

  /**
   * Looks at what the configured backends, their handlers and the endpoints ask for and at their
   * mappers, and makes none of them: that may open connections.
   *
   * @throws WiringException where something asked for is not bound, or one is no mapper
   */
  static void check(Setup setup, Database database) {
    try {
      Guice.createInjector(Stage.TOOL, of(setup, database, Trace.NONE, RequestObserver.NONE));
    } catch (CreationException e) {
      throw new WiringException(e);
    }
    setup.allButApps().forEach(instance -> checkMappers(instance, database));
  }

  private static void checkMappers(PluginInstance<?, ?> instance, Database database) {
    try {
      database.mappers().make(instance.plugin().mappers());
    } catch (IllegalArgumentException e) {
      throw WiringException.ofMaking(instance.label(), e);
    }
  }

  /** What the rest is made with. */
  private static final class ServerModule extends AbstractModule {

    private final RouterConfig config;
    private final Numbers numbers;
    private final RequestObserver requests;

    ServerModule(RouterConfig config, Numbers numbers, RequestObserver requests) {
      this.config = config;
      this.numbers = numbers;
      this.requests = requests;
    }

    @Override
    protected void configure() {
      OptionalBinder.newOptionalBinder(binder(), Numbers.class).setBinding().toInstance(numbers);
      OptionalBinder.newOptionalBinder(binder(), CallbackUrls.class)
          .setBinding()
          .toInstance(config.callbacks().urls());
      OptionalBinder.newOptionalBinder(binder(), RequestObserver.class)
          .setBinding()
          .toInstance(requests);
      bind(ProjectName.class).toInstance(new ProjectName(config.projectName()));
      bind(Limits.class).toInstance(config.limits().with(config.http().maxConcurrent()));
    }
  }
}
