package org.threadless.storage.callback;

import java.time.Instant;
import java.util.Optional;
import org.threadless.router.engine.callback.CallbackBacklog;

/** How many events a target is to be told, when the oldest happened, and why it was not told. */
public record EventCountRow(String target, int events, Instant oldest, String failure) {

  /** Returns it for people. */
  CallbackBacklog.Count toCount() {
    return new CallbackBacklog.Count(target, events, oldest, Optional.ofNullable(failure));
  }
}
