package org.threadless.backend.kannel.incoming;

import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.threadless.backend.kannel.outgoing.Sendsms;
import org.threadless.backend.kannel.text.OutgoingText;
import org.threadless.backend.kannel.text.TextPolicy;
import org.threadless.router.backend.SendResult;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.incoming.Receipt;
import org.threadless.router.loop.OutOfMemory;
import org.threadless.router.loop.Tellable;
import org.threadless.router.message.OutgoingMessage;

/**
 * Answers smsbox when a message is stored: the first reply, where there is one to travel like that,
 * stands in the answer, and is sent when that is written; then the others go out by sendsms.
 */
public final class SmsboxResponder {

  private final ResponseReplies responses;
  private final ResponseWriter writer;
  private final TextPolicy policy;
  private final Sendsms sendsms;

  @Inject
  SmsboxResponder(
      ResponseReplies responses, ResponseWriter writer, TextPolicy policy, Sendsms sendsms) {
    this.responses = responses;
    this.writer = writer;
    this.policy = policy;
    this.sendsms = sendsms;
  }

  /** Answers, and completes the callback. */
  void answer(Receipt receipt, Response response, Callback callback) {
    Optional<HeldReplies> replies = responses.take();
    boolean written = false;
    try {
      written = write(receipt, replies, response);
    } finally {
      boolean sent = written;
      replies.ifPresent(held -> settle(held, sent));
    }
    if (written) {
      callback.succeeded();
    } else {
      callback.failed(new IllegalStateException("Kannel's connection broke"));
    }
  }

  private boolean write(Receipt receipt, Optional<HeldReplies> replies, Response response) {
    Optional<OutgoingMessage> first = replies.flatMap(HeldReplies::first);
    if (first.isPresent()) {
      return writer.write(response, first.get().id(), replies.get().text());
    }
    return replies
        .filter(held -> receipt.duplicate())
        .flatMap(held -> responses.repeated(receipt, held.received()))
        .map(stored -> repeat(stored, response))
        .orElseGet(() -> writer.write(response));
  }

  private boolean repeat(StoredMessage stored, Response response) {
    return policy.prepare(stored.text()) instanceof OutgoingText.Sendable sendable
        ? writer.write(response, stored.id(), sendable)
        : writer.write(response);
  }

  private void settle(HeldReplies replies, boolean written) {
    responses.settle(replies, written);
    for (HeldReplies.Held held : replies.rest()) {
      held.result().complete(written ? send(held.message()) : afterTheFirst());
    }
  }

  private SendResult send(OutgoingMessage message) {
    try {
      return sendsms.send(message);
    } catch (InterruptedException e) {
      // Only a stop does that. This thread stores what has come of it, and must not be interrupted.
      return SendResult.cutOff();
    } catch (Throwable e) {
      // Whatever it is: those behind it wait to be told.
      OutOfMemory.end(e);
      return SendResult.retry(Tellable.line(e));
    }
  }

  private static SendResult afterTheFirst() {
    return SendResult.notYet("the reply before this one is not sent yet");
  }
}
