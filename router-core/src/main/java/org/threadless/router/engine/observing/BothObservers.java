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

/** Two that see the same: what begins, the first one first, and what ends, the other one first. */
record BothObservers(Observer first, Observer second) implements Observer {

  /** Two observations of the same. */
  private record Both<T>(Observation<T> outer, Observation<T> inner) implements Observation<T> {

    @Override
    public void ended(T result) {
      inner.ended(result);
      outer.ended(result);
    }

    @Override
    public void failed(Throwable thrown) {
      inner.failed(thrown);
      outer.failed(thrown);
    }
  }

  @Override
  public Observation<Receipt> receiving(ReceivedMessage message) {
    return new Both<>(first.receiving(message), second.receiving(message));
  }

  @Override
  public Observation<Receipt> routing(IncomingMessage message) {
    return new Both<>(first.routing(message), second.routing(message));
  }

  @Override
  public Observation<Boolean> committing(UUID message) {
    return new Both<>(first.committing(message), second.committing(message));
  }

  @Override
  public Observation<Boolean> calling(AppName app, Phase phase, UUID message) {
    return new Both<>(first.calling(app, phase, message), second.calling(app, phase, message));
  }

  @Override
  public Observation<SendResult> sending(OutgoingMessage message) {
    return new Both<>(first.sending(message), second.sending(message));
  }

  @Override
  public void postponed(OutgoingMessage message, SendResult.WorthRetrying result) {
    first.postponed(message, result);
    second.postponed(message, result);
  }

  @Override
  public void isDown(BackendName backend) {
    first.isDown(backend);
    second.isDown(backend);
  }

  @Override
  public void isUp(BackendName backend) {
    first.isUp(backend);
    second.isUp(backend);
  }

  @Override
  public Observation<Object> storing(StoredGroup group) {
    return new Both<>(first.storing(group), second.storing(group));
  }

  @Override
  public void changed(List<StatusChanged> changes) {
    first.changed(changes);
    second.changed(changes);
  }
}
