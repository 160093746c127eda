package org.threadless.router.message;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * A message on its way through the apps. Belongs to the thread that routes it and is of no use
 * after that.
 */
public final class IncomingMessage {

  private final UUID id;
  private final ReceivedMessage received;
  private final Instant receivedAt;
  private final Outbox outbox;
  private final Function<Connection, Optional<Contact>> contacts;
  private String text;

  /** Of somebody who is not known. */
  public IncomingMessage(UUID id, ReceivedMessage received, Instant receivedAt, Outbox outbox) {
    this(id, received, receivedAt, outbox, connection -> Optional.empty());
  }

  /**
   * @param id our id: a UUIDv7
   * @param received what the backend handed over
   * @param receivedAt when
   * @param outbox where replies go
   * @param contacts finds whom a connection belongs to
   */
  public IncomingMessage(
      UUID id,
      ReceivedMessage received,
      Instant receivedAt,
      Outbox outbox,
      Function<Connection, Optional<Contact>> contacts) {
    this.id = Objects.requireNonNull(id, "id");
    this.received = Objects.requireNonNull(received, "received");
    this.receivedAt = Objects.requireNonNull(receivedAt, "receivedAt");
    this.outbox = Objects.requireNonNull(outbox, "outbox");
    this.contacts = Objects.requireNonNull(contacts, "contacts");
    this.text = received.text();
  }

  /** Returns our id of the message: a UUIDv7. */
  public UUID id() {
    return id;
  }

  /** Returns whom it came from. */
  public Connection connection() {
    return received.connection();
  }

  /**
   * Returns who that is, as the person is known now: with what apps before this one have changed.
   * Each call asks the database; who does not call it asks nothing.
   *
   * @throws org.threadless.router.conversation.StoreUnavailableException where the database cannot
   *     be used now
   */
  public Optional<Contact> contact() {
    return contacts.apply(connection());
  }

  /** Returns what it says: as it came in, or as an app has changed it. Never null, may be empty. */
  public String text() {
    return text;
  }

  /** Returns what it said when it came in, and what is stored. */
  public String receivedText() {
    return received.text();
  }

  /**
   * Changes what the apps after this one, and later phases, see as the text.
   *
   * @throws IllegalArgumentException where the text is not valid Unicode or holds U+0000
   */
  public void replaceText(String newText) {
    text = Texts.requireUnicode(newText);
  }

  /** Returns the gateway's own id of the message, where it gave one. */
  public Optional<String> externalId() {
    return received.externalId();
  }

  /** Returns when it was received. */
  public Instant receivedAt() {
    return receivedAt;
  }

  /** Returns what else the gateway told, by name. Not to be changed. */
  public Map<String, String> fields() {
    return received.fields();
  }

  /**
   * Replies to whom it came from. The reply is sent after the last phase.
   *
   * @throws IllegalArgumentException where the text is not valid Unicode or holds U+0000
   */
  public OutgoingMessage respond(String reply) {
    return respond(reply, SendOptions.none());
  }

  /**
   * The same, with what is said of its sending: not before a time, say.
   *
   * @throws IllegalArgumentException where the text is not valid Unicode or holds U+0000
   */
  public OutgoingMessage respond(String reply, SendOptions options) {
    return outbox.add(connection(), reply, Optional.of(inResponseTo()), options);
  }

  /**
   * Replies to others than whom it came from: one message each.
   *
   * @throws IllegalArgumentException where the text is not valid Unicode or holds U+0000, or a
   *     connection's backend is not configured; the message says which ones are
   */
  public List<OutgoingMessage> respond(String reply, Collection<Connection> to) {
    return respond(reply, SendOptions.none(), to);
  }

  /** The same, with what is said of their sending. */
  public List<OutgoingMessage> respond(
      String reply, SendOptions options, Collection<Connection> to) {
    Optional<InResponseTo> answered = Optional.of(inResponseTo());
    return to.stream().map(connection -> outbox.add(connection, reply, answered, options)).toList();
  }

  /** The same as {@link #respond(String, Collection)}. */
  public List<OutgoingMessage> respond(String reply, Connection... to) {
    return respond(reply, Arrays.asList(to));
  }

  /**
   * Replies to whom it came from, in their language. The reply is sent after the last phase.
   *
   * @throws RuntimeException where the app that is called has no words for it; its message is for
   *     the author
   */
  public OutgoingMessage respond(Text reply) {
    return respond(reply, SendOptions.none());
  }

  /** The same, with what is said of its sending: not before a time, say. */
  public OutgoingMessage respond(Text reply, SendOptions options) {
    return respond(reply, options, List.of(connection())).get(0);
  }

  /** Replies to others than whom it came from: one message each, in the language of each. */
  public List<OutgoingMessage> respond(Text reply, Collection<Connection> to) {
    return respond(reply, SendOptions.none(), to);
  }

  /** The same, with what is said of their sending. */
  public List<OutgoingMessage> respond(Text reply, SendOptions options, Collection<Connection> to) {
    return outbox.add(to, reply, Optional.of(inResponseTo()), options);
  }

  /** The same as {@link #respond(Text, Collection)}. */
  public List<OutgoingMessage> respond(Text reply, Connection... to) {
    return respond(reply, Arrays.asList(to));
  }

  /**
   * Does what takes its time, such as to ask another program, while no database connection is held
   * for this message.
   *
   * <p>Where an app before has used the database for it, what was made and written so far is undone
   * before the work is done, and the message passes all apps anew from the first phase on. When
   * this app comes to the same place again, the work is not done again: what it returned is
   * returned, or thrown what it threw. So an app that comes before may see a message twice, and its
   * writes count once.
   *
   * <p>An app has at most half of the places for messages outside, so that one whose work has
   * become slow leaves room for others: beyond that, this throws a {@link
   * org.threadless.router.app.LaterException}, and the message waits for a moment.
   *
   * @param work must not use the database, nor this message; may throw what it likes
   * @return what it returns
   */
  public <T> T outside(Callable<T> work) throws Exception {
    return outbox.errands().run(work);
  }

  /** Returns the replies made so far, in the order they were made. */
  public List<OutgoingMessage> replies() {
    return outbox.messages().stream().filter(this::isReply).toList();
  }

  private boolean isReply(OutgoingMessage message) {
    return message.inResponseTo().filter(answered -> answered.id().equals(id)).isPresent();
  }

  private InResponseTo inResponseTo() {
    return new InResponseTo(id, externalId());
  }

  @Override
  public String toString() {
    return "incoming message " + id + " from " + connection();
  }
}
