package org.threadless.api.message;

import java.time.Instant;
import java.util.Optional;
import org.threadless.api.call.Fields;
import org.threadless.router.message.SendOptions;

/** When messages are sent, as fields say. */
public final class Sending {

  private Sending() {}

  /** Adds to the options what {@code at} and {@code valid-until} say. */
  public static SendOptions options(Fields fields, SendOptions options) {
    Optional<Instant> at = fields.time("at");
    Optional<Instant> validUntil = fields.time("valid-until");
    if (at.isPresent() && validUntil.isPresent() && !at.get().isBefore(validUntil.get())) {
      fields.wrong("valid-until", "must be later than at");
      return options;
    }
    SendOptions timed = at.map(time -> with(time, "at", options, fields)).orElse(options);
    return validUntil.map(time -> with(time, "valid-until", timed, fields)).orElse(timed);
  }

  private static SendOptions with(Instant time, String field, SendOptions options, Fields fields) {
    try {
      return field.equals("at") ? options.notBefore(time) : options.validUntil(time);
    } catch (IllegalArgumentException e) {
      fields.wrong(field, "must not be later than the year 9999");
      return options;
    }
  }
}
