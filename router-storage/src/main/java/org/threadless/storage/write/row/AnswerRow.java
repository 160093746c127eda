package org.threadless.storage.write.row;

import java.time.Instant;
import java.util.UUID;

/** A row of {@code answered_request}. */
public record AnswerRow(
    UUID asker, String requestKey, String fingerprint, String answer, Instant answeredAt) {

  /** Whose key it is. */
  public record Key(UUID asker, String requestKey) {}

  public Key key() {
    return new Key(asker, requestKey);
  }
}
