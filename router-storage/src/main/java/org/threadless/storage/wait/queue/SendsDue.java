package org.threadless.storage.wait.queue;

import org.threadless.router.conversation.Direction;
import org.threadless.router.engine.backend.ConfiguredBackend;
import org.threadless.router.engine.backlog.Backlog;
import org.threadless.router.engine.backlog.DueWork;
import org.threadless.router.engine.backlog.Taken;

/** Routes and sends what is due on the thread that asks for it, where no {@link Queue} does. */
public final class SendsDue {

  private static final int AT_A_TIME = 100;

  private final Backlog backlog;
  private final Dealing dealing;

  public SendsDue(Backlog backlog, DueWork work) {
    this.backlog = backlog;
    this.dealing = new Dealing(backlog, work::deal, () -> {}, due -> {});
  }

  /**
   * Routes and sends all that is due now at a backend, as far as its rates let it, and all that is
   * then.
   */
  public void of(ConfiguredBackend backend) {
    of(backend, Direction.IN);
    of(backend, Direction.OUT);
  }

  private void of(ConfiguredBackend backend, Direction direction) {
    Taken taken = take(backend, direction);
    while (!taken.messages().isEmpty()) {
      Dealing.byConnection(taken.messages()).forEach(dealing::with);
      taken = take(backend, direction);
    }
  }

  private Taken take(ConfiguredBackend backend, Direction direction) {
    return backlog.take(backend.name(), direction, AT_A_TIME, backend.settings().rates());
  }
}
