package org.threadless.app.guard;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.router.message.OutgoingMessage;

/** Ends the talk of two robots: nobody gets the same reply, or any, without end. */
@Singleton
final class LoopBreaker {

  private static final Logger log = LoggerFactory.getLogger(LoopBreaker.class);

  private final ReplyCount same;
  private final ReplyCount all;
  private final ReplyMapper mapper;
  private final InstantSource clock;
  private final Turns cleanings = new Turns(Duration.ofHours(1));

  @Inject
  LoopBreaker(GuardSettings settings, ReplyMapper mapper, InstantSource clock) {
    this.same = new ReplyCount(settings.sameReply(), mapper);
    this.all = new ReplyCount(settings.replies(), mapper);
    this.mapper = mapper;
    this.clock = clock;
  }

  /** Counts a reply, and returns why it is not to go; empty where it may. */
  Optional<String> refusal(OutgoingMessage reply) {
    Instant now = clock.instant();
    Optional<String> refusal =
        count(same, ReplyKey.same(reply), "the same reply more than " + same.limit(), reply, now)
            .or(
                () ->
                    count(
                        all,
                        ReplyKey.any(reply),
                        "more than " + all.limit() + " replies",
                        reply,
                        now));
    if (refusal.isPresent() && cleanings.comes(now)) {
      mapper.forget(now.minus(Duration.ofHours(1)));
    }
    return refusal;
  }

  /** Forgets what is counted of somebody. */
  void erase(Party party) {
    mapper.erase(party);
  }

  private static Optional<String> count(
      ReplyCount count, ReplyKey key, String reason, OutgoingMessage reply, Instant now) {
    ReplyCount.Verdict verdict = count.count(key, now);
    if (verdict == ReplyCount.Verdict.FIRST_TOO_MANY) {
      log.warn(
          "backend {}: whom message {} is for gets {}, perhaps in a loop with another robot: what is"
              + " more is cancelled",
          reply.connection().backend(),
          reply.id(),
          reason);
    }
    return verdict == ReplyCount.Verdict.FINE ? Optional.empty() : Optional.of(reason);
  }
}
