package org.threadless.router;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.router.backend.Backend;
import org.threadless.router.backend.SendResult;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.store.MessageStore;
import org.threadless.router.store.SendOutcome;
import org.threadless.router.store.StoreUnavailableException;

/**
 * Sends stored messages through their backends, one after the other, and records what came of it.
 */
@Singleton
final class Delivery {

  private static final Logger log = LoggerFactory.getLogger(Delivery.class);

  private final Backends backends;
  private final MessageStore store;
  private final InstantSource clock;

  @Inject
  Delivery(Backends backends, MessageStore store, InstantSource clock) {
    this.backends = backends;
    this.store = store;
    this.clock = clock;
  }

  /** Sends these messages, in this order. Never throws for what a gateway or the database does. */
  void send(List<OutgoingMessage> messages) {
    if (!messages.isEmpty()) {
      record(messages.stream().map(this::send).toList());
    }
  }

  private SendOutcome send(OutgoingMessage message) {
    try (Guard.Context context = Guard.context(message.id(), message.connection().backend())) {
      Backend backend = backends.require(message.connection().backend()).provider().get();
      Guard.Result<SendResult> result =
          Guard.call(null, "send", () -> Objects.requireNonNull(backend.send(message), "result"));
      SendResult sent =
          result.thrown().map(e -> SendResult.retry(e.toString())).orElse(result.value());
      return new SendOutcome(message.id(), sent, clock.instant());
    }
  }

  private void record(List<SendOutcome> outcomes) {
    try {
      store.record(outcomes);
    } catch (StoreUnavailableException e) {
      // The messages are sent and their request is as good as answered: they stay QUEUED, which
      // says that the outcome is not known.
      log.warn("could not record what came of {} messages: {}", outcomes.size(), e.getMessage());
    }
  }
}
