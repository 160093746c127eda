package org.threadless.storage.wait.queue;

import org.threadless.router.conversation.Direction;
import org.threadless.router.message.BackendName;
import org.threadless.storage.wait.watch.Watch;

/** Has the queues of this node look at once for what waits; before there are any, it has nobody. */
public final class QueueAlarm {

  private final Watch watch;
  private volatile Queues queues;

  /**
   * @param watch knows from then on that something waits
   */
  public QueueAlarm(Watch watch) {
    this.watch = watch;
  }

  /** Wakes these from now on. */
  public void connect(Queues opened) {
    queues = opened;
  }

  /** Tells that something waits now that perhaps did not before. */
  public void waits(BackendName backend, Direction direction) {
    watch.waits(backend, direction);
    wake(backend, direction);
  }

  /** Has the queue of a place look at once. */
  public void wake(BackendName backend, Direction direction) {
    Queues awake = queues;
    if (awake != null) {
      awake.wake(backend, direction);
    }
  }
}
