package org.threadless.router.engine.backlog;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.threadless.router.engine.store.SendOutcome;

/** What came of a message that was taken. */
public sealed interface Dealt {

  /**
   * It waits no more.
   *
   * @param outcome what came of sending it; empty where it was to be routed, which is stored
   */
  record Done(Optional<SendOutcome> outcome) implements Dealt {

    /** Refuses nulls. */
    public Done {
      Objects.requireNonNull(outcome, "outcome");
    }
  }

  /**
   * It waits again, and all of its connection behind it.
   *
   * @param failure what came of an attempt; empty where none was made
   * @param due when it may be taken again
   */
  record Again(Optional<Failure> failure, Instant due) implements Dealt {

    /** Refuses nulls. */
    public Again {
      Objects.requireNonNull(failure, "failure");
      Objects.requireNonNull(due, "due");
    }
  }

  /**
   * It waits for its time, and nothing of its connection behind it.
   *
   * @param due when that is
   */
  record Later(Instant due) implements Dealt {

    /** Refuses null. */
    public Later {
      Objects.requireNonNull(due, "due");
    }
  }

  /** Returns that of a message that was routed. */
  static Dealt routed() {
    return new Done(Optional.empty());
  }

  /** Returns that of a message that was sent, or has failed for good. */
  static Dealt ended(SendOutcome outcome) {
    return new Done(Optional.of(outcome));
  }

  /** Returns that of a message that could not be sent now. */
  static Dealt failed(Failure failure, Instant due) {
    return new Again(Optional.of(failure), due);
  }

  /** Returns that of a message that was not tried. */
  static Dealt notNow(Instant due) {
    return new Again(Optional.empty(), due);
  }
}
