package org.threadless.router.message;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * When a message is sent, and how: at once, and for as long as the configuration says, where
 * nothing else is said. A value; each method that takes something returns another one.
 *
 * <pre>{@code
 * SendOptions tomorrow = SendOptions.none().notBefore(nine).validUntil(noon);
 * }</pre>
 */
public final class SendOptions {

  private static final SendOptions NONE = new SendOptions(null, null);

  // What any database and any gateway can write.
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private final Instant notBefore;
  private final Instant validUntil;

  private SendOptions(Instant notBefore, Instant validUntil) {
    this.notBefore = notBefore;
    this.validUntil = validUntil;
    if (notBefore != null && validUntil != null && !notBefore.isBefore(validUntil)) {
      throw new IllegalArgumentException(
          "a message cannot be sent before " + validUntil + " and not before " + notBefore);
    }
  }

  /** Returns those of a message of which nothing is said. */
  public static SendOptions none() {
    return NONE;
  }

  /**
   * Says when the message is sent at the earliest; where that is past, it is sent at once.
   *
   * @throws IllegalArgumentException where the message would not be valid any more, or the year has
   *     more than four digits
   */
  public SendOptions notBefore(Instant time) {
    return new SendOptions(checked(time, "notBefore"), validUntil);
  }

  /**
   * Says until when the message is of use. What could not be sent by then has failed.
   *
   * @throws IllegalArgumentException where it is not sent before that, or the year has more than
   *     four digits
   */
  public SendOptions validUntil(Instant time) {
    return new SendOptions(notBefore, checked(time, "validUntil"));
  }

  /** Returns what there is left of them: a time that has come says nothing any more. */
  SendOptions at(Instant now) {
    return notBefore == null || notBefore.isAfter(now) ? this : new SendOptions(null, validUntil);
  }

  private static Instant checked(Instant time, String name) {
    if (Objects.requireNonNull(time, name).isAfter(LATEST)) {
      throw new IllegalArgumentException(name + " is later than " + LATEST + ": " + time);
    }
    return time;
  }

  /** Returns when the message is sent at the earliest; empty where that is at once. */
  public Optional<Instant> notBefore() {
    return Optional.ofNullable(notBefore);
  }

  /** Returns until when the message is of use; empty where nothing was said. */
  public Optional<Instant> validUntil() {
    return Optional.ofNullable(validUntil);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SendOptions that
        && notBefore().equals(that.notBefore())
        && validUntil().equals(that.validUntil());
  }

  @Override
  public int hashCode() {
    return Objects.hash(notBefore, validUntil);
  }

  @Override
  public String toString() {
    return "SendOptions[notBefore=" + notBefore + ", validUntil=" + validUntil + "]";
  }
}
