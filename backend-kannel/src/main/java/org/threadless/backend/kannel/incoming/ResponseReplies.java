package org.threadless.backend.kannel.incoming;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.threadless.backend.kannel.settings.KannelSettings;
import org.threadless.backend.kannel.settings.KannelSettings.Reply;
import org.threadless.backend.kannel.text.OutgoingText;
import org.threadless.backend.kannel.text.TextPolicy;
import org.threadless.router.backend.SendResult;
import org.threadless.router.conversation.Conversations;
import org.threadless.router.conversation.Direction;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.incoming.Incoming;
import org.threadless.router.incoming.Receipt;
import org.threadless.router.message.InResponseTo;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.router.message.ReceivedMessage;

/**
 * {@code reply: response}: keeps the replies that are made while a request of smsbox is being
 * handled on this thread, until it is answered.
 */
@Singleton
public final class ResponseReplies {

  // How long a copy of a message waits for the answer to the first one to be written.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  // A copy comes soon after the first: what was said since then is little.
  private static final int LOOK_BACK = 100;

  private final boolean on;
  private final TextPolicy policy;
  private final Conversations conversations;
  private final Map<UUID, HeldReplies> unsettled = new ConcurrentHashMap<>();

  // Not static: two backends in one JVM have nothing to do with each other.
  @SuppressWarnings("ThreadLocalUsage")
  private final ThreadLocal<HeldReplies> current = new ThreadLocal<>();

  @Inject
  ResponseReplies(KannelSettings settings, TextPolicy policy, Conversations conversations) {
    this.on = settings.reply() == Reply.RESPONSE;
    this.policy = policy;
    this.conversations = conversations;
  }

  /** Routes a message, and keeps its replies for {@link #take}, which must follow. */
  public Receipt incoming(Incoming incoming, ReceivedMessage message) {
    if (!on) {
      return incoming.incoming(message);
    }
    current.set(new HeldReplies(message));
    boolean routed = false;
    try {
      Receipt receipt = incoming.incoming(message);
      routed = true;
      return receipt;
    } finally {
      if (!routed) {
        take().ifPresent(replies -> settle(replies, false));
      }
    }
  }

  /** Keeps a reply; empty where it has to go out like any other message. */
  public Optional<SendResult> hold(OutgoingMessage message) {
    HeldReplies replies = current.get();
    if (replies == null || !replies.isReply(message)) {
      return Optional.empty();
    }
    if (!replies.isEmpty()) {
      return Optional.of(replies.holdNext(message));
    }
    // An empty body says that there is no reply.
    if (message.text().isEmpty()
        || !(policy.prepare(message.text()) instanceof OutgoingText.Sendable sendable)) {
      return Optional.empty();
    }
    message.inResponseTo().ifPresent(answered -> unsettled.put(answered.id(), replies));
    return Optional.of(replies.holdFirst(message, sendable));
  }

  /** Returns what this thread has kept, and keeps nothing more. */
  Optional<HeldReplies> take() {
    HeldReplies replies = current.get();
    current.remove();
    return Optional.ofNullable(replies);
  }

  /** Says what came of the first reply. */
  void settle(HeldReplies replies, boolean written) {
    replies.settleFirst(written);
    replies
        .first()
        .flatMap(OutgoingMessage::inResponseTo)
        .map(InResponseTo::id)
        .ifPresent(unsettled::remove);
  }

  /**
   * Returns the reply that stood in the answer to the first copy of a message: Kannel asks again
   * where it has not got that answer. Empty where there was none, or where it is known to have been
   * read.
   */
  Optional<StoredMessage> repeated(Receipt duplicate, ReceivedMessage copy) {
    HeldReplies replies = unsettled.get(duplicate.id());
    if (replies != null) {
      replies
          .settled()
          .copy()
          .completeOnTimeout(null, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
          .join();
    }
    return conversations.conversation(copy.connection(), LOOK_BACK).stream()
        .filter(each -> each.direction() == Direction.OUT)
        .filter(each -> each.inResponseTo().equals(Optional.of(duplicate.id())))
        .filter(each -> each.status() == OutgoingStatus.SENT)
        .filter(each -> each.gatewayId().isPresent())
        .filter(each -> each.gatewayId().equals(copy.externalId()))
        .findFirst();
  }
}
