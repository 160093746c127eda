package org.threadless.benchmarks.cost;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.threadless.benchmarks.server.DiscardPlugin;
import org.threadless.router.app.App;
import org.threadless.router.app.AppName;
import org.threadless.router.app.AppPlugin;
import org.threadless.router.config.NoConfig;
import org.threadless.router.engine.RouterModule;
import org.threadless.router.engine.backlog.Backlog;
import org.threadless.router.engine.call.Limits;
import org.threadless.router.engine.routing.Trace;
import org.threadless.router.engine.store.DialogStore;
import org.threadless.router.engine.store.MessageStore;
import org.threadless.router.engine.store.People;
import org.threadless.router.engine.wiring.AppInstance;
import org.threadless.router.engine.wiring.BackendInstance;
import org.threadless.router.engine.wiring.InstancesModule;
import org.threadless.router.incoming.Incoming;
import org.threadless.router.incoming.Receipt;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.ReceivedMessage;

/**
 * The way of a message without HTTP and database: a router and its apps are made, the message goes
 * through them, and the reply of the last one is handed to a backend.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RoutingBenchmark {

  /** How many apps there are; all but the last leave the message to others. */
  @Param({"1", "10", "50"})
  public int apps;

  private final ReceivedMessage message =
      ReceivedMessage.of(Connection.of("nowhere", "1112223333"), "hello");
  private Incoming incoming;

  /** Makes all that is made once. */
  @Setup
  public void wire() {
    List<AppInstance> instances = new ArrayList<>();
    for (int i = 1; i <= apps; i++) {
      Class<? extends App> type = i < apps ? Silent.class : Answering.class;
      instances.add(
          new AppInstance(new AppName("app" + i), new Plugin("app" + i, type), new NoConfig()));
    }
    BackendInstance backend =
        BackendInstance.of(new BackendName("nowhere"), new DiscardPlugin(), new NoConfig());
    incoming =
        Guice.createInjector(
                new RouterModule(Clock.systemUTC(), Trace.NONE),
                new InstancesModule(instances, List.of(backend)),
                new MeasuredModule())
            .getInstance(Incoming.class);
  }

  /** Routes one message. */
  @Benchmark
  public Receipt route() {
    return incoming.incoming(message);
  }

  /** Leaves every message to others. */
  static final class Silent implements App {
    @Override
    public boolean handle(IncomingMessage message) {
      return false;
    }
  }

  /** Answers every message. */
  static final class Answering implements App {
    @Override
    public boolean handle(IncomingMessage message) {
      message.respond("hello");
      return true;
    }
  }

  private record Plugin(String name, Class<? extends App> appType) implements AppPlugin {}

  private static final class MeasuredModule extends AbstractModule {
    @Override
    protected void configure() {
      UnstoredUnitOfWork work = new UnstoredUnitOfWork();
      bind(Limits.class).toInstance(Limits.none());
      bind(MessageStore.class).toInstance(idle(MessageStore.class, work));
      bind(People.class).toInstance(idle(People.class, work));
      bind(DialogStore.class).toInstance(idle(DialogStore.class, work));
      bind(Backlog.class).toInstance(idle(Backlog.class, work));
    }

    /**
     * Returns one that is asked for a unit of work, or whether something waits, which it never
     * does.
     */
    private static <T> T idle(Class<T> type, UnstoredUnitOfWork work) {
      return type.cast(
          Proxy.newProxyInstance(
              type.getClassLoader(),
              new Class<?>[] {type},
              (proxy, method, arguments) -> {
                Class<?> result = method.getReturnType();
                if (result == boolean.class) {
                  return false;
                }
                if (method.getName().equals("toString")) {
                  return type.getSimpleName();
                }
                return result.isInstance(work) ? work : null;
              }));
    }
  }
}
