package org.threadless.http;

import java.time.Duration;
import java.util.stream.Stream;

/**
 * How long a client is waited for.
 *
 * @param header from the first byte of a request to the end of its header
 * @param body from there to the end of its body
 * @param write for it to take what was written to it, or a part of an answer that is written in
 *     parts
 */
record ClientTimes(Duration header, Duration body, Duration write) {

  /** More than a phone with a bad connection takes. */
  static final ClientTimes DEFAULT =
      new ClientTimes(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofMinutes(1));

  private static final int LOOKS = 10;

  /** Returns how often to look whether one of them is over. */
  Duration betweenLooks() {
    Duration shortest = Stream.of(header, write).min(Duration::compareTo).orElseThrow();
    return shortest.dividedBy(LOOKS);
  }
}
