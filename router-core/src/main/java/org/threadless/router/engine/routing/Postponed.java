package org.threadless.router.engine.routing;

import java.time.Duration;
import java.util.Optional;
import org.threadless.router.app.AppName;
import org.threadless.router.app.LaterException;
import org.threadless.router.app.Phase;
import org.threadless.router.engine.store.AppError;

/** An app lets a message wait, which is to be routed again later. */
final class Postponed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient AppName app;
  private final transient Phase phase;
  private final transient LaterException later;

  Postponed(AppName app, Phase phase, LaterException later) {
    super(later.getMessage(), null, false, false);
    this.app = app;
    this.phase = phase;
    this.later = later;
  }

  /** Says who has let it wait, and why. */
  String reason() {
    return "app " + app + ": " + later.getMessage();
  }

  /** Returns how long the app wants it to wait at least. */
  Optional<Duration> asked() {
    return later.after();
  }

  /** Returns why the message is not routed, where it does not wait any longer. */
  AppError givenUp(String after) {
    return new AppError(
        app.value(), phase.toString(), "given up after " + after + ": " + later.getMessage());
  }
}
