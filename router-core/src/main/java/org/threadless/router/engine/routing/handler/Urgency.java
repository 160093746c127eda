package org.threadless.router.engine.routing.handler;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.threadless.router.app.App;
import org.threadless.router.engine.call.Calls;
import org.threadless.router.engine.call.Guard;
import org.threadless.router.engine.routing.ConfiguredApp;
import org.threadless.router.message.IncomingMessage;

/** Asks the apps which messages are urgent. */
@Singleton
public final class Urgency {

  private final List<ConfiguredApp> apps;
  private final Calls calls;

  @Inject
  Urgency(List<ConfiguredApp> apps, Calls calls) {
    this.apps = apps.stream().filter(ConfiguredApp::knowsUrgent).toList();
    this.calls = calls;
  }

  /** Returns whether an app says that this message is. */
  boolean isUrgent(IncomingMessage message) {
    return apps.stream().anyMatch(app -> isUrgent(app, message));
  }

  private boolean isUrgent(ConfiguredApp configured, IncomingMessage message) {
    try (Guard.Context context = Guard.context(message);
        Calls.OfThread call = calls.begin()) {
      call.enter(new Calls.Call(configured.name(), null, "isUrgent", message.id()));
      Guard.Result<Boolean> result =
          Guard.call(
              configured.name().value(),
              "isUrgent",
              () -> {
                App app = configured.provider().get();
                return app.isUrgent(message);
              });
      return result.thrown().isEmpty() && result.value();
    }
  }
}
