package org.threadless.server.wiring;

import com.google.inject.Key;
import jakarta.inject.Provider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.http.HttpService;
import org.threadless.http.wiring.ConfiguredEndpoint;
import org.threadless.http.wiring.EndpointException;
import org.threadless.router.app.AppName;
import org.threadless.router.engine.backend.Backends;
import org.threadless.router.engine.backend.ConfiguredBackend;
import org.threadless.router.engine.routing.ConfiguredApp;
import org.threadless.router.engine.routing.Routers;
import org.threadless.router.engine.wiring.AppInstance;
import org.threadless.router.engine.wiring.Replaceable;
import org.threadless.router.loop.Tellable;
import org.threadless.server.config.text.ConfigException;

/**
 * Takes other settings of apps, backends and endpoints while a router runs: all that are in the
 * configuration, or none. What is under way goes on with those that it began with, which are closed
 * after {@code http.stop-timeout}. What came of it is in the log. One call at a time.
 */
public final class Reload implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Reload.class);

  private static final Key<List<ConfiguredApp>> APPS = new Key<>() {};
  private static final Key<List<ConfiguredEndpoint>> ENDPOINTS = new Key<>() {};

  private final RunningRouter router;
  private final Home home;
  private final Duration patience;
  private final Map<String, AutoCloseable> openEndpoints;
  private final ScheduledExecutorService later =
      Executors.newSingleThreadScheduledExecutor(Reload::thread);

  /**
   * @param router listens
   */
  public Reload(RunningRouter router, Home home) {
    this.router = router;
    this.home = home;
    this.patience = router.setup().config().http().stopTimeout();
    this.openEndpoints =
        router.injector().getInstance(ENDPOINTS).stream()
            .filter(each -> each.provider().get() instanceof AutoCloseable)
            .collect(
                Collectors.toMap(
                    ConfiguredEndpoint::name, each -> (AutoCloseable) each.provider().get()));
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "reload");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Takes what is in a configuration, or says why not, and changes nothing.
   *
   * @param reading reads it; all that is wrong is to be one exception
   * @return whether the router runs with it now
   */
  public synchronized boolean take(Supplier<Setup> reading) {
    try {
      return take(checked(reading));
    } catch (ConfigException | WiringException | EndpointException e) {
      e.getMessage().lines().forEach(log::error);
    } catch (RuntimeException e) {
      log.error(Tellable.line(e), Tellable.of(e));
    }
    log.error("the new configuration is not taken, and all goes on with the old one");
    return false;
  }

  private Setup checked(Supplier<Setup> reading) {
    Setup next = reading.get().in(home);
    CertificateCheck.warning(next, home).ifPresent(log::warn);
    List<String> ofApps = TrialRouter.problems(next);
    Warnings.of(next, ofApps, List.of()).forEach(log::warn);
    return next;
  }

  private boolean take(Setup next) {
    Difference difference = Difference.between(router.setup(), next);
    if (!difference.restarts().isEmpty()) {
      log.error(
          "the new configuration takes a restart, and nothing of it is taken now: {}",
          String.join(", ", difference.restarts()));
      return false;
    }
    replace(difference, next);
    router.runsWith(next);
    List<String> labels = difference.labels();
    log.info(
        "the configuration was read again: {}",
        labels.isEmpty()
            ? "no settings have changed; texts of apps are taken as they are now"
            : "other settings from now on for " + String.join(", ", labels));
    return true;
  }

  private void replace(Difference difference, Setup next) {
    NextInstances made = NextInstances.make(difference, router.injector());
    HttpService http = router.listening().orElseThrow();
    List<AutoCloseable> old = new ArrayList<>();
    try {
      Runnable stop =
          http.replace(made.backends(), made.endpoints(), () -> replace(made, next, old));
      Future<?> unused =
          later.schedule(() -> retire(stop, old), patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RuntimeException e) {
      made.close();
      throw e;
    }
  }

  private void replace(NextInstances made, Setup next, List<AutoCloseable> old) {
    replaceApps(made, next);
    Backends backends = router.injector().getInstance(Backends.class);
    for (ConfiguredBackend each : made.backends()) {
      ConfiguredBackend running = backends.require(each.name());
      replace(running.provider(), each.provider(), old);
      replace(running.handler(), each.handler(), old);
    }
    for (ConfiguredEndpoint each : made.endpoints()) {
      if (each.provider().get() instanceof AutoCloseable opened) {
        AutoCloseable before = openEndpoints.put(each.name(), opened);
        router.parts().addBeside(before, opened);
        old.add(before);
      }
    }
  }

  private void replaceApps(NextInstances made, Setup next) {
    List<ConfiguredApp> running = router.injector().getInstance(APPS);
    Map<AppName, ConfiguredApp> byName =
        made.apps().stream().collect(Collectors.toMap(ConfiguredApp::name, Function.identity()));
    Map<AppName, AppInstance> instances =
        next.apps().stream().collect(Collectors.toMap(AppInstance::name, Function.identity()));
    for (ConfiguredApp each : running) {
      Optional.ofNullable(byName.get(each.name()))
          .ifPresent(other -> Replaceable.replace(each.provider(), other.provider()));
    }
    router
        .injector()
        .getInstance(Routers.class)
        .replace(
            running.stream()
                .map(each -> each.with(Replaceable.now(each.provider())))
                .map(each -> each.with(instances.get(each.name()).texts()))
                .toList());
  }

  private <T> void replace(
      Provider<? extends T> running, Provider<? extends T> next, List<AutoCloseable> old) {
    if (running.get() instanceof AutoCloseable before
        && next.get() instanceof AutoCloseable opened) {
      router.parts().addBeside(before, opened);
      old.add(before);
    }
    Replaceable.replace(running, next);
  }

  private void retire(Runnable stop, List<AutoCloseable> old) {
    try {
      stop.run();
    } catch (RuntimeException e) {
      log.warn("what was served before does not stop: {}", Tellable.line(e));
    }
    old.forEach(router.parts()::closeNow);
  }

  /** Takes nothing more; what was to be closed later is the router's to close. */
  @Override
  public void close() {
    later.shutdownNow();
  }
}
