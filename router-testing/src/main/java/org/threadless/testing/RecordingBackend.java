package org.threadless.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.threadless.router.backend.Backend;
import org.threadless.router.backend.SendResult;
import org.threadless.router.message.OutgoingMessage;

/**
 * A backend that records what it is given to send, and answers as it was told to. Safe for any
 * thread.
 */
public final class RecordingBackend implements Backend {

  private final Function<OutgoingMessage, SendResult> answer;
  private final List<OutgoingMessage> given = new ArrayList<>();
  private final List<OutgoingMessage> untaken = new ArrayList<>();

  /**
   * @param answer what comes of each message; may throw
   */
  public RecordingBackend(Function<OutgoingMessage, SendResult> answer) {
    this.answer = answer;
  }

  /** Returns one that accepts every message. */
  public static RecordingBackend accepting() {
    return new RecordingBackend(message -> SendResult.accepted());
  }

  /** Returns one that accepts every message, and gives each an id of its own: 1, 2, and so on. */
  public static RecordingBackend naming() {
    AtomicInteger last = new AtomicInteger();
    return new RecordingBackend(
        message -> SendResult.accepted(String.valueOf(last.incrementAndGet())));
  }

  /** Returns one that raises this for every message. */
  public static RecordingBackend raising(RuntimeException exception) {
    return new RecordingBackend(
        message -> {
          throw exception;
        });
  }

  /** Returns one that answers in this way to some identities, and accepts what goes to others. */
  public static RecordingBackend failingFor(SendResult failure, String... identities) {
    Set<String> failing = Set.copyOf(Arrays.asList(identities));
    return new RecordingBackend(
        message ->
            failing.contains(message.connection().identity().value())
                ? failure
                : SendResult.accepted());
  }

  /** Returns all messages that it was given, in this order, whatever came of them. */
  public synchronized List<OutgoingMessage> given() {
    return List.copyOf(given);
  }

  /** Returns what these messages say. */
  public List<String> texts() {
    return given().stream().map(OutgoingMessage::text).toList();
  }

  @Override
  public SendResult send(OutgoingMessage message) {
    synchronized (this) {
      given.add(message);
      untaken.add(message);
    }
    return answer.apply(message);
  }

  /** Returns the messages that neither this nor {@link #take} has taken yet. */
  synchronized List<OutgoingMessage> takeAll() {
    List<OutgoingMessage> taken = List.copyOf(untaken);
    untaken.clear();
    return taken;
  }

  synchronized void take(Collection<OutgoingMessage> messages) {
    Set<UUID> ids = messages.stream().map(OutgoingMessage::id).collect(Collectors.toSet());
    untaken.removeIf(message -> ids.contains(message.id()));
  }
}
