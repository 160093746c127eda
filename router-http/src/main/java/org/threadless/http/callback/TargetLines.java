package org.threadless.http.callback;

import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.router.engine.callback.CallbackEvent;
import org.threadless.router.engine.callback.CallbackUrls;
import org.threadless.router.text.OneLineAMinute;

/**
 * What the log says of who is told: of each kind one line a minute, be it of one target or of many
 * that strangers have named. Safe for any thread.
 */
final class TargetLines {

  private static final Logger log = LoggerFactory.getLogger(TargetLines.class);

  private final OneLineAMinute failed;
  private final OneLineAMinute lost;
  private final OneLineAMinute toldAgain;

  TargetLines(InstantSource clock) {
    this.failed = new OneLineAMinute(clock);
    this.lost = new OneLineAMinute(clock);
    this.toldAgain = new OneLineAMinute(clock);
  }

  void isToldAgain(String target) {
    toldAgain.write(
        more -> log.info("callback {}: is told again{}", CallbackUrls.shown(target), more));
  }

  void isTriedAgain(String target, String giveUpAfter, String reason) {
    failed.write(
        more ->
            log.warn(
                "callback {}: could not be told, and is tried again for {}: {}{}",
                CallbackUrls.shown(target),
                giveUpAfter,
                reason,
                more));
  }

  void isGivenUp(CallbackEvent event, String giveUpAfter, String reason) {
    lost.write(
        more ->
            log.warn(
                "callback {}: was not told within {} that message {} is {}, and will not be: {}{}",
                CallbackUrls.shown(event.target()),
                giveUpAfter,
                event.message().id(),
                event.type().wireName(),
                reason,
                more));
  }

  /** Says how many events nobody has taken for too long. */
  void areGivenUp(String target, int events, String giveUpAfter) {
    if (events > 0) {
      log.warn(
          "callback {}: {} events could not be told within {}, and will not be",
          CallbackUrls.shown(target),
          events,
          giveUpAfter);
    }
  }
}
