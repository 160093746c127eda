package org.threadless.backend.httptester.live;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.threadless.router.conversation.Cleared;
import org.threadless.router.conversation.LiveConversations;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.MessageIds;

/**
 * Finds what is new on one backend in the database, whoever has put it there. Used by one thread.
 */
public final class NewsFinder {

  /**
   * How far back is looked again. A message gets its id when it comes in, and is seen by others
   * when its apps are done and it is committed; and the clocks of several nodes differ.
   */
  static final Duration LATE = Duration.ofMinutes(1);

  // What one look reads at most, however much comes in.
  private static final int MOST = 2000;

  private final BackendName backend;
  private final LiveConversations live;
  private final InstantSource clock;
  private Optional<Set<UUID>> known = Optional.empty();
  private Optional<Cleared> cleared = Optional.empty();

  /**
   * What a look has found.
   *
   * @param moment when it was begun
   * @param messages those that are new, and those that were to be read again, in their order
   * @param fresh the ids of those that are new
   * @param cleared what is hidden from pages
   * @param clearedNow whether more is since the last look
   */
  record Found(
      Instant moment,
      List<StoredMessage> messages,
      Set<UUID> fresh,
      Cleared cleared,
      boolean clearedNow) {}

  public NewsFinder(BackendName backend, LiveConversations live, InstantSource clock) {
    this.backend = backend;
    this.live = live;
    this.clock = clock;
  }

  /**
   * Looks once. Nothing is new to the first look.
   *
   * @param again messages that may have changed
   */
  Found look(Collection<UUID> again) {
    Instant moment = clock.instant();
    List<UUID> newest = live.newest(backend, MessageIds.firstOf(moment.minus(LATE)), MOST);
    Set<UUID> fresh = new LinkedHashSet<>(known.isPresent() ? newest : List.of());
    known.ifPresent(fresh::removeAll);
    Set<UUID> wanted = new LinkedHashSet<>(fresh);
    wanted.addAll(again);
    List<StoredMessage> messages = live.messages(new ArrayList<>(wanted));
    Cleared now = live.cleared(backend);
    boolean clearedNow = cleared.filter(before -> !before.equals(now)).isPresent();
    // Last, so that what could not be read is new to the next look again.
    known = Optional.of(new HashSet<>(newest));
    cleared = Optional.of(now);
    return new Found(moment, messages, fresh, now, clearedNow);
  }
}
