package org.threadless.server.wiring;

import com.google.inject.Injector;
import com.google.inject.Key;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.threadless.router.app.AppName;
import org.threadless.router.engine.routing.ConfiguredApp;
import org.threadless.router.engine.wiring.AppInstance;
import org.threadless.router.handler.Handler;
import org.threadless.router.handler.HandlerApp;
import org.threadless.router.handler.Reachability;
import org.threadless.router.loop.OutOfMemory;

/**
 * The configured apps, each made once at start, so that one which cannot be made is found now and
 * not by the first message.
 *
 * @param problems the handlers that others keep from some or all of their messages, one line each
 */
record MadeApps(List<String> problems) {

  private static final Key<List<ConfiguredApp>> APPS = new Key<>() {};

  /**
   * @throws WiringException where an app cannot be made
   */
  static MadeApps of(Setup setup, Injector injector) {
    Map<AppName, String> labels =
        setup.apps().stream().collect(Collectors.toMap(AppInstance::name, AppInstance::label));
    Reachability reachability = new Reachability();
    for (ConfiguredApp configured : injector.getInstance(APPS)) {
      String label = labels.get(configured.name());
      if (RunningRouter.make(label, configured.provider()) instanceof HandlerApp app) {
        reachability.add(configured.name(), handlers(label, app));
      }
    }
    return new MadeApps(reachability.problems());
  }

  private static List<Handler> handlers(String label, HandlerApp app) {
    try {
      return app.handlers();
    } catch (Throwable e) {
      OutOfMemory.end(e);
      throw WiringException.ofHandlers(label, e);
    }
  }
}
