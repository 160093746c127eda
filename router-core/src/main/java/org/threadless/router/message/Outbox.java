package org.threadless.router.message;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The outgoing messages that one piece of work has made so far, in the order they were made. Used
 * by one thread at a time.
 */
public final class Outbox {

  private final MessageIds ids;
  private final InstantSource clock;
  private final Consumer<BackendName> backendCheck;
  private final Numbers numbers;
  private final Consumer<URI> callbackCheck;
  private final List<OutgoingMessage> messages = new ArrayList<>();
  private final Errands errands = new Errands();
  private Wording wording = Wording.NONE;
  private boolean sealed;

  /**
   * @param ids makes the ids of the messages
   * @param clock tells when they were made
   * @param backendCheck throws where a message goes to a backend that is not configured
   */
  public Outbox(MessageIds ids, InstantSource clock, Consumer<BackendName> backendCheck) {
    this(ids, clock, backendCheck, Numbers.AS_THEY_COME, url -> {});
  }

  /**
   * The same where identities are made uniform, and messages may name who is told of them.
   *
   * @param numbers says how
   * @param callbackCheck throws where a message names somebody who may not be told
   */
  public Outbox(
      MessageIds ids,
      InstantSource clock,
      Consumer<BackendName> backendCheck,
      Numbers numbers,
      Consumer<URI> callbackCheck) {
    this.numbers = Objects.requireNonNull(numbers, "numbers");
    this.ids = Objects.requireNonNull(ids, "ids");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.backendCheck = Objects.requireNonNull(backendCheck, "backendCheck");
    this.callbackCheck = Objects.requireNonNull(callbackCheck, "callbackCheck");
  }

  /**
   * Adds a message, and returns it.
   *
   * @throws IllegalStateException where the outgoing phase has begun
   */
  public OutgoingMessage add(
      Connection to, String text, Optional<InResponseTo> inResponseTo, SendOptions options) {
    if (sealed) {
      throw new IllegalStateException("no message can be made in or after the outgoing phase");
    }
    backendCheck.accept(to.backend());
    options.callback().ifPresent(callbackCheck);
    Instant now = clock.instant();
    OutgoingMessage message =
        new OutgoingMessage(
            ids.next(), numbers.uniform(to), text, inResponseTo, now, options.at(now));
    messages.add(message);
    return message;
  }

  /** Returns what the apps do for the message that this is of. */
  public Errands errands() {
    return errands;
  }

  /** Takes the texts that are added from now on for those of this app. */
  public void speak(Wording ofApp) {
    wording = ofApp;
  }

  /** Adds a message to each of these, with what the text is in their language. */
  List<OutgoingMessage> add(
      Collection<Connection> to,
      Text text,
      Optional<InResponseTo> inResponseTo,
      SendOptions options) {
    return add(to, text, wording, inResponseTo, options);
  }

  /** The same with a text of another app than that which is spoken for. */
  public List<OutgoingMessage> add(
      Collection<Connection> to,
      Text text,
      Wording ofApp,
      Optional<InResponseTo> inResponseTo,
      SendOptions options) {
    List<Connection> all = List.copyOf(to);
    List<String> words = ofApp.of(text, all);
    return IntStream.range(0, all.size())
        .mapToObj(i -> add(all.get(i), words.get(i), inResponseTo, options))
        .toList();
  }

  /** Returns how many messages there are. */
  public int size() {
    return messages.size();
  }

  /** Returns the messages added since there were {@code size}. */
  public List<OutgoingMessage> since(int size) {
    return List.copyOf(messages.subList(size, messages.size()));
  }

  /** Drops the messages added since there were {@code size}. */
  public void dropSince(int size) {
    messages.subList(size, messages.size()).clear();
  }

  /**
   * Takes no more messages. An app that sent another one for each one it sees going out would never
   * come to an end.
   */
  public void seal() {
    sealed = true;
  }

  /** Returns the messages as they are now. */
  public List<OutgoingMessage> messages() {
    return List.copyOf(messages);
  }
}
