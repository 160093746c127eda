package org.threadless.router.message;

import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * A message on its way out, to one connection. Apps see it in their {@code outgoing} phase and may
 * change its text; a backend then sends it. Used by one thread at a time.
 */
public final class OutgoingMessage {

  private final UUID id;
  private final Connection connection;
  private final Optional<InResponseTo> inResponseTo;
  private final Instant createdAt;
  private final SendOptions options;
  private String text;
  private Optional<String> cancelReason = Optional.empty();

  /**
   * @param id our id: a UUIDv7
   * @param connection whom it goes to
   * @param text what is said; valid Unicode without U+0000
   * @param inResponseTo what it answers, if anything
   * @param createdAt when it was made
   */
  public OutgoingMessage(
      UUID id,
      Connection connection,
      String text,
      Optional<InResponseTo> inResponseTo,
      Instant createdAt) {
    this(id, connection, text, inResponseTo, createdAt, SendOptions.none());
  }

  /**
   * The same with what was said of its sending.
   *
   * @param options when it is sent
   */
  public OutgoingMessage(
      UUID id,
      Connection connection,
      String text,
      Optional<InResponseTo> inResponseTo,
      Instant createdAt,
      SendOptions options) {
    this.id = Objects.requireNonNull(id, "id");
    this.connection = Objects.requireNonNull(connection, "connection");
    this.text = Texts.requireUnicode(text);
    this.inResponseTo = Objects.requireNonNull(inResponseTo, "inResponseTo");
    this.createdAt = Objects.requireNonNull(createdAt, "createdAt");
    this.options = Objects.requireNonNull(options, "options");
  }

  /**
   * Returns the same message to the same person by another backend. The gateway's id of what it
   * answers is left out: that is another gateway's.
   */
  public OutgoingMessage by(Connection other) {
    return new OutgoingMessage(
        id,
        other,
        text,
        inResponseTo.map(answered -> new InResponseTo(answered.id(), Optional.empty())),
        createdAt,
        options);
  }

  /** Returns our id of the message: a UUIDv7, the same through every attempt to send it. */
  public UUID id() {
    return id;
  }

  /** Returns whom it goes to. */
  public Connection connection() {
    return connection;
  }

  /** Returns what it says; never null, may be empty. */
  public String text() {
    return text;
  }

  /**
   * Puts another text in place of the one it has.
   *
   * @throws IllegalArgumentException where the text is not valid Unicode or holds U+0000
   */
  public void replaceText(String newText) {
    text = Texts.requireUnicode(newText);
  }

  /**
   * Says why it is not to be sent, for an app to return from {@code outgoing}: {@code return
   * message.cancel("not on Sundays")}. The reason is kept with the message.
   *
   * @return false
   */
  public boolean cancel(String reason) {
    cancelReason = Optional.of(reason);
    return false;
  }

  /** Takes back what {@link #cancel} said: the app has let it go after all. */
  public void goOn() {
    cancelReason = Optional.empty();
  }

  /** Returns why it is not to be sent; empty where no app has said so. */
  public Optional<String> cancelReason() {
    return cancelReason;
  }

  /** Returns what it answers; empty where it was started by us. */
  public Optional<InResponseTo> inResponseTo() {
    return inResponseTo;
  }

  /** Returns when it was made. */
  public Instant createdAt() {
    return createdAt;
  }

  /** Returns when it is sent at the earliest; empty where it is sent at once, or its time came. */
  public Optional<Instant> notBefore() {
    return options.notBefore();
  }

  /** Returns until when it is of use; empty where nothing was said. */
  public Optional<Instant> validUntil() {
    return options.validUntil();
  }

  /** Returns what whoever sent it knows it by; empty where nothing was said. */
  public Optional<String> reference() {
    return options.reference();
  }

  /** Returns whom to tell what becomes of it; empty where nobody was named. */
  public Optional<URI> callback() {
    return options.callback();
  }

  @Override
  public String toString() {
    return "outgoing message " + id + " to " + connection;
  }
}
