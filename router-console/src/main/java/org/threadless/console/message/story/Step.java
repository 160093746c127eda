package org.threadless.console.message.story;

import java.time.Instant;
import java.util.Optional;
import org.threadless.console.call.Moment;

/**
 * Something that happened to a message.
 *
 * @param at when
 * @param tone the class by which style sheets colour it; may be empty
 * @param what it was, in words
 * @param said what somebody else has said of it: a gateway, an app; may be empty
 * @param href where more of it is
 */
public record Step(Instant at, String tone, String what, String said, Optional<String> href) {

  static Step of(Instant at, String tone, String what) {
    return new Step(at, tone, what, "", Optional.empty());
  }

  Step saying(String words) {
    return new Step(at, tone, what, words, href);
  }

  Step leadingTo(String path) {
    return new Step(at, tone, what, said, Optional.of(path));
  }

  /** Returns when it was, as the page shows it. */
  public Moment time() {
    return Moment.of(at);
  }
}
