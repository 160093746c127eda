package org.threadless.backend.http.check;

import static org.threadless.router.config.Settings.orElse;
import static org.threadless.router.config.Settings.positive;
import static org.threadless.router.config.Settings.required;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.threadless.backend.http.value.ValuePath;

/**
 * How old a request may be, which must be said by something that is signed.
 *
 * @param at where the time stands
 * @param within how far from now it may be, either way; default 5m
 * @param as how it is written; default seconds
 */
record FreshSettings(ValuePath at, Duration within, TimeForm as) {

  /** How a time is written. */
  enum TimeForm {
    /** Seconds since 1970. */
    SECONDS {
      @Override
      Instant read(String text) {
        return Instant.ofEpochSecond(Long.parseLong(text));
      }
    },
    /** Milliseconds since 1970. */
    MILLIS {
      @Override
      Instant read(String text) {
        return Instant.ofEpochMilli(Long.parseLong(text));
      }
    },
    /** ISO 8601, with a zone. */
    ISO {
      @Override
      Instant read(String text) {
        return OffsetDateTime.parse(text).toInstant();
      }
    };

    /**
     * Returns the time that is written there.
     *
     * @throws DateTimeException where it is none
     * @throws NumberFormatException where it is none
     */
    abstract Instant read(String text);
  }

  FreshSettings {
    required("at", at);
    within = positive("within", orElse(within, Duration.ofMinutes(5)));
    as = orElse(as, TimeForm.SECONDS);
  }
}
