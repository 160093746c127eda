package org.threadless.router.engine.observing;

import java.util.List;
import java.util.UUID;
import org.threadless.router.app.AppName;
import org.threadless.router.app.Phase;
import org.threadless.router.backend.SendResult;
import org.threadless.router.incoming.Receipt;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.ReceivedMessage;

/** All who see what is done with messages; at first nobody, which costs nothing. */
public final class Observers implements Observer {

  private volatile Observer all = NONE;

  /** Lets somebody see what begins from now on. */
  public synchronized void add(Observer observer) {
    all = all == NONE ? observer : new BothObservers(all, observer);
  }

  /** Returns whether nobody sees anything. */
  public boolean areNone() {
    return all == NONE;
  }

  @Override
  public Observation<Receipt> receiving(ReceivedMessage message) {
    return all.receiving(message);
  }

  @Override
  public Observation<Receipt> routing(IncomingMessage message) {
    return all.routing(message);
  }

  @Override
  public Observation<Boolean> committing(UUID message) {
    return all.committing(message);
  }

  @Override
  public Observation<Boolean> calling(AppName app, Phase phase, UUID message) {
    return all.calling(app, phase, message);
  }

  @Override
  public Observation<SendResult> sending(OutgoingMessage message) {
    return all.sending(message);
  }

  @Override
  public void postponed(OutgoingMessage message, SendResult.WorthRetrying result) {
    all.postponed(message, result);
  }

  @Override
  public void isDown(BackendName backend) {
    all.isDown(backend);
  }

  @Override
  public void isUp(BackendName backend) {
    all.isUp(backend);
  }

  @Override
  public Observation<Object> storing(StoredGroup group) {
    return all.storing(group);
  }

  @Override
  public void changed(List<StatusChanged> changes) {
    all.changed(changes);
  }
}
