package org.threadless.http.server.connection;

import java.time.Duration;
import java.util.stream.Stream;
import org.threadless.http.endpoint.Endpoint;

/**
 * How long a client is waited for.
 *
 * @param header from the first byte of a request to the end of its header
 * @param body from there to the end of its body, where that may be no larger than most
 * @param write for it to take what was written to it, or a part of an answer that is written in
 *     parts
 */
public record ClientTimes(Duration header, Duration body, Duration write) {

  /** More than a phone with a bad connection takes. */
  public static final ClientTimes DEFAULT =
      new ClientTimes(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofMinutes(1));

  private static final int LOOKS = 10;

  // Of what a body may have beyond what most may have: that of a slow line.
  private static final int BYTES_PER_SECOND = 128 * 1024;

  /** Returns how long a body may take to come that may have so many bytes. */
  Duration body(int most) {
    int more = Math.max(0, most - Endpoint.DEFAULT_REQUEST_BYTES);
    return body.plusSeconds(more / BYTES_PER_SECOND);
  }

  /** Returns how often to look whether one of them is over. */
  Duration betweenLooks() {
    Duration shortest = Stream.of(header, write).min(Duration::compareTo).orElseThrow();
    return shortest.dividedBy(LOOKS);
  }
}
