package org.threadless.router;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.Semaphore;
import org.threadless.router.message.ReceivedMessage;

/**
 * Lets messages in, up to as many at a time as there may be, and hands each to the handler of its
 * backend.
 */
@Singleton
final class SingleWayIn implements Incoming {

  private final Backends backends;
  private final Semaphore free;

  @Inject
  SingleWayIn(Backends backends, Limits limits) {
    this.backends = backends;
    this.free = new Semaphore(limits.maxConcurrent());
  }

  @Override
  public Receipt incoming(ReceivedMessage received) {
    ConfiguredBackend backend = backends.require(received.connection().backend());
    if (!free.tryAcquire()) {
      throw new OverloadException();
    }
    try {
      return backend.handler().get().handle(received);
    } finally {
      free.release();
    }
  }
}
