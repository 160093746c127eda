package org.threadless.router.engine.history;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.threadless.router.engine.callback.UntoldEvent;
import org.threadless.router.engine.store.Leg;
import org.threadless.router.message.DeliveryReport;
import org.threadless.router.message.MessageStatus;

/** One thing that has happened to a message. */
public sealed interface StoryPart {

  /** Returns when that was; when it will be, of what it waits for or is still to be told. */
  Instant at();

  /** It came in. */
  record Came(Instant at, Optional<String> externalId, Map<String, String> fields)
      implements StoryPart {}

  /** It was made, by an app or by somebody else. */
  record Made(Instant at, Optional<String> app, Optional<UUID> inResponseTo) implements StoryPart {}

  /** Something went wrong in an app, or when it was routed at all. */
  record Erred(RoutingError error) implements StoryPart {
    @Override
    public Instant at() {
      return error.createdAt();
    }
  }

  /** It was answered; this is when the answer was made. */
  record Replied(Instant at, UUID reply) implements StoryPart {}

  /** A backend was asked to send it, or passed by. */
  record Tried(Leg leg) implements StoryPart {
    @Override
    public Instant at() {
      return leg.at();
    }
  }

  /** It was let be sent again, after it had failed. */
  record SentAgain(Resending resending) implements StoryPart {
    @Override
    public Instant at() {
      return resending.at();
    }
  }

  /** A delivery report came. */
  record ReportCame(DeliveryReport report) implements StoryPart {
    @Override
    public Instant at() {
      return report.receivedAt();
    }
  }

  /**
   * It got the status that it has.
   *
   * @param app the app that has handled one that came in
   * @param gatewayId the gateway's own id of one that went out
   */
  record Became(
      Instant at,
      MessageStatus status,
      Optional<String> reason,
      Optional<String> app,
      Optional<String> gatewayId)
      implements StoryPart {}

  /** It waits. */
  record StillWaits(WaitState state) implements StoryPart {
    @Override
    public Instant at() {
      return state.due();
    }
  }

  /** Another program is still to be told of it. */
  record StillUntold(UntoldEvent event) implements StoryPart {
    @Override
    public Instant at() {
      return event.due();
    }
  }
}
