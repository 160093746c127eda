package org.threadless.storage.wait.queue;

import org.threadless.router.conversation.Direction;
import org.threadless.router.engine.backend.ConfiguredBackend;
import org.threadless.router.engine.backlog.Backlog;
import org.threadless.router.engine.backlog.DueWork;
import org.threadless.router.engine.backlog.Taken;

/** Sends what is due on the thread that asks for it, where no {@link Queue} does. */
public final class SendsDue {

  private static final int AT_A_TIME = 100;

  private final Backlog backlog;
  private final Dealing dealing;

  public SendsDue(Backlog backlog, DueWork work) {
    this.backlog = backlog;
    this.dealing = new Dealing(backlog, work::deal, () -> {});
  }

  /** Sends all that is due now at a backend, as far as its rates let it, and all that is then. */
  public void of(ConfiguredBackend backend) {
    Taken taken = take(backend);
    while (!taken.messages().isEmpty()) {
      Dealing.byConnection(taken.messages()).forEach(dealing::with);
      taken = take(backend);
    }
  }

  private Taken take(ConfiguredBackend backend) {
    return backlog.take(backend.name(), Direction.OUT, AT_A_TIME, backend.settings().rates());
  }
}
