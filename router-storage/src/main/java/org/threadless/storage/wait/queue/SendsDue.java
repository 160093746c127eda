package org.threadless.storage.wait.queue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.threadless.router.conversation.Direction;
import org.threadless.router.engine.backlog.Backlog;
import org.threadless.router.engine.backlog.Dealt;
import org.threadless.router.engine.backlog.DueMessage;
import org.threadless.router.engine.backlog.DueWork;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;

/** Sends what is due on the thread that asks for it, where no {@link Queue} does. */
public final class SendsDue {

  private static final int AT_A_TIME = 100;

  private final Backlog backlog;
  private final DueWork work;

  public SendsDue(Backlog backlog, DueWork work) {
    this.backlog = backlog;
    this.work = work;
  }

  /** Sends all that is due now at a backend, and all that is because of it. */
  public void of(BackendName backend) {
    List<DueMessage> taken = backlog.take(backend, Direction.OUT, AT_A_TIME);
    while (!taken.isEmpty()) {
      deal(taken);
      taken = backlog.take(backend, Direction.OUT, AT_A_TIME);
    }
  }

  private void deal(List<DueMessage> messages) {
    Map<Connection, Dealt.Again> held = new HashMap<>();
    for (DueMessage message : messages) {
      Dealt.Again before = held.get(message.connection());
      Dealt dealt = before == null ? work.deal(message) : Dealt.notNow(before.due());
      if (dealt instanceof Dealt.Again again) {
        held.put(message.connection(), again);
        backlog.giveBack(List.of(message.id()), again.failure(), again.due());
      } else if (dealt instanceof Dealt.Later later) {
        backlog.reschedule(message.id(), later.due(), () -> {});
      } else {
        Optional.of((Dealt.Done) dealt)
            .flatMap(Dealt.Done::outcome)
            .ifPresent(
                outcome -> backlog.finish(List.of(message.id()), List.of(outcome), () -> {}));
      }
    }
  }
}
