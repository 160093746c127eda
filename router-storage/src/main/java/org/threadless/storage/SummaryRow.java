package org.threadless.storage;

import java.time.Instant;
import org.threadless.router.message.BackendName;
import org.threadless.router.store.Direction;
import org.threadless.router.store.Waiting;

/** How much waits at a backend. */
record SummaryRow(String backend, Direction direction, int count, Instant oldest) {

  Waiting toWaiting() {
    return new Waiting(new BackendName(backend), direction, count, oldest);
  }
}
