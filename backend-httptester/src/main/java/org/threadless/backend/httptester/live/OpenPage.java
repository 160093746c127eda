package org.threadless.backend.httptester.live;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.backend.httptester.view.Status;
import org.threadless.router.conversation.Cleared;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.loop.OutOfMemory;
import org.threadless.router.message.Connection;
import org.threadless.router.message.MessageStatus;
import org.threadless.web.live.LiveStream;

/**
 * A page that somebody has open: what it has been told, so that it is told nothing twice, and what
 * may still change. Used by the thread that watches.
 */
final class OpenPage {

  private static final Logger log = LoggerFactory.getLogger(OpenPage.class);

  // As many as a page keeps.
  private static final int REMEMBERED = 1000;
  private static final int WATCHED = 200;

  private final Connection connection;
  private final Instant since;
  private final Optional<String> cleared;
  private final LiveStream stream;
  private final Map<UUID, State> told = new LinkedHashMap<>();
  private final Set<UUID> unsettled = new LinkedHashSet<>();

  /** What of a message may change. */
  private record State(MessageStatus status, String reason) {

    static State of(StoredMessage message) {
      return new State(message.status(), message.reason().orElse(null));
    }
  }

  /**
   * @param connection whose phone it shows
   * @param since the moment whose state it shows
   * @param cleared the version of what it hides, where it has said so
   * @param stream where it is told what is new
   */
  OpenPage(Connection connection, Instant since, Optional<String> cleared, LiveStream stream) {
    this.connection = connection;
    this.since = since;
    this.cleared = cleared;
    this.stream = stream;
  }

  Connection connection() {
    return connection;
  }

  Instant since() {
    return since;
  }

  /** Returns whether it hides this, and nothing else. */
  boolean hides(Cleared now) {
    return cleared.filter(version -> !version.equals(now.version())).isEmpty();
  }

  LiveStream stream() {
    return stream;
  }

  /**
   * Does something for this page, and returns whether that went well. Where it did not, the stream
   * ends: it is this page that comes back, and no other that suffers.
   */
  boolean survives(Runnable something) {
    try {
      something.run();
      return true;
    } catch (StoreUnavailableException e) {
      throw e;
    } catch (Throwable e) {
      OutOfMemory.end(e);
      log.error("could not tell an open page of backend {} what is new", connection.backend(), e);
      stream.end();
      return false;
    }
  }

  /** Returns which of the shown messages may still change. */
  Set<UUID> unsettled() {
    return unsettled;
  }

  /** Remembers what the page shows already. */
  void shows(List<StoredMessage> messages) {
    messages.forEach(this::isNews);
  }

  /** Remembers a message, and returns whether this page did not know it as it is now. */
  boolean isNews(StoredMessage message) {
    State state = State.of(message);
    boolean news = !Objects.equals(told.put(message.id(), state), state);
    unsettled.remove(message.id());
    if (Status.of(message).mayChange()) {
      unsettled.add(message.id());
    }
    shorten(told.keySet(), REMEMBERED);
    shorten(unsettled, WATCHED);
    return news;
  }

  private static void shorten(Set<UUID> ids, int most) {
    if (ids.size() > most) {
      ids.remove(ids.iterator().next());
    }
  }
}
