package org.threadless.router.message;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
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

  private static final int MAX_REFERENCE = 100;

  private static final SendOptions NONE = new SendOptions(null, null, null, null);

  // What any database and any gateway can write.
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  // What is stored of it.
  private static final int LONGEST_URL = 1000;

  private final Instant notBefore;
  private final Instant validUntil;
  private final String reference;
  private final URI callback;

  private SendOptions(Instant notBefore, Instant validUntil, String reference, URI callback) {
    this.notBefore = notBefore;
    this.validUntil = validUntil;
    this.reference = reference;
    this.callback = callback;
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
    return new SendOptions(checked(time, "notBefore"), validUntil, reference, callback);
  }

  /**
   * Says until when the message is of use. What could not be sent by then has failed.
   *
   * @throws IllegalArgumentException where it is not sent before that, or the year has more than
   *     four digits
   */
  public SendOptions validUntil(Instant time) {
    return new SendOptions(notBefore, checked(time, "validUntil"), reference, callback);
  }

  /**
   * Says what whoever sends it knows the message by, which is kept with it.
   *
   * @throws IllegalArgumentException where that is not 1 to 100 characters, or not valid Unicode
   */
  public SendOptions reference(String known) {
    if (known.isEmpty() || known.length() > MAX_REFERENCE) {
      throw new IllegalArgumentException("a reference has 1 to " + MAX_REFERENCE + " characters");
    }
    return new SendOptions(notBefore, validUntil, Texts.requireUnicode(known), callback);
  }

  /**
   * Says whom to tell what becomes of the message. Whether that may be told is said when the
   * message is made, by {@code callbacks-by-message} of the configuration.
   *
   * @param url absolute, http or https, without a user, and no longer than 1,000 characters
   * @throws IllegalArgumentException where it is not
   */
  public SendOptions callback(URI url) {
    return new SendOptions(notBefore, validUntil, reference, checked(url));
  }

  private static URI checked(URI url) {
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    String written = url.toString();
    boolean isUsable =
        (scheme.equals("http") || scheme.equals("https"))
            && url.getHost() != null
            && url.getRawUserInfo() == null
            && written.length() <= LONGEST_URL
            && StandardCharsets.US_ASCII.newEncoder().canEncode(written);
    if (!isUsable) {
      throw new IllegalArgumentException(
          "a callback must be a URL such as https://example.org/told, without a user, and no longer"
              + " than "
              + LONGEST_URL
              + " characters");
    }
    return url;
  }

  /** Returns what there is left of them: a time that has come says nothing any more. */
  SendOptions at(Instant now) {
    return notBefore == null || notBefore.isAfter(now)
        ? this
        : new SendOptions(null, validUntil, reference, callback);
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

  /** Returns what whoever sends it knows the message by; empty where nothing was said. */
  public Optional<String> reference() {
    return Optional.ofNullable(reference);
  }

  /** Returns whom to tell what becomes of the message; empty where nobody was named. */
  public Optional<URI> callback() {
    return Optional.ofNullable(callback);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SendOptions that
        && notBefore().equals(that.notBefore())
        && validUntil().equals(that.validUntil())
        && reference().equals(that.reference())
        && callback().equals(that.callback());
  }

  @Override
  public int hashCode() {
    return Objects.hash(notBefore, validUntil, reference, callback);
  }

  @Override
  public String toString() {
    // What comes after the host may be secret.
    String told = callback == null ? "null" : callback.getHost();
    return "SendOptions[notBefore="
        + notBefore
        + ", validUntil="
        + validUntil
        + ", reference="
        + reference
        + ", callback="
        + told
        + "]";
  }
}
