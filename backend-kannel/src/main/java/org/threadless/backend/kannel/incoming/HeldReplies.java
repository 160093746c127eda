package org.threadless.backend.kannel.incoming;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.threadless.backend.kannel.text.OutgoingText;
import org.threadless.router.backend.SendResult;
import org.threadless.router.backend.SendResult.By;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.ReceivedMessage;

/**
 * The replies to one message that wait until its request is answered: the first is to travel in the
 * answer, and the others must not overtake it. Used by the thread of the request.
 */
final class HeldReplies {

  private final ReceivedMessage received;
  private final List<Held> rest = new ArrayList<>();
  private final CompletableFuture<Void> settled = new CompletableFuture<>();
  private Held first;
  private OutgoingText.Sendable text;

  /** A reply, and what came of it when that is known. */
  record Held(OutgoingMessage message, CompletableFuture<SendResult> result) {}

  HeldReplies(ReceivedMessage received) {
    this.received = received;
  }

  ReceivedMessage received() {
    return received;
  }

  /** Returns whether a message is a reply to whoever sent the one that is being answered. */
  boolean isReply(OutgoingMessage message) {
    return message.inResponseTo().isPresent() && message.connection().equals(received.connection());
  }

  boolean isEmpty() {
    return first == null;
  }

  SendResult holdFirst(OutgoingMessage message, OutgoingText.Sendable sendable) {
    first = new Held(message, new CompletableFuture<>());
    text = sendable;
    return new SendResult.Later(first.result());
  }

  SendResult holdNext(OutgoingMessage message) {
    Held next = new Held(message, new CompletableFuture<>());
    rest.add(next);
    return new SendResult.Later(next.result());
  }

  /** Returns the reply that is to travel in the answer. */
  Optional<OutgoingMessage> first() {
    return Optional.ofNullable(first).map(Held::message);
  }

  /** Returns the text of the first reply, as it is to be sent. */
  OutgoingText.Sendable text() {
    return text;
  }

  List<Held> rest() {
    return rest;
  }

  /**
   * Says what came of the first reply, which is recorded when this returns.
   *
   * @param written whether it stands in an answer that was written
   */
  void settleFirst(boolean written) {
    if (first != null) {
      // The id is the one thing that tells it from a reply that went out by sendsms, of which
      // nothing is known by this.
      first
          .result()
          .complete(
              written
                  ? new SendResult.Accepted(received.externalId(), By.BACKEND)
                  : SendResult.notYet("the answer to Kannel's request could not be written"));
    }
    settled.complete(null);
  }

  /** Returns what is completed when it is recorded what came of the first reply. */
  CompletableFuture<Void> settled() {
    return settled;
  }
}
