package org.threadless.storage.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.threadless.storage.access.sql.TokenMapper;
import org.threadless.storage.session.Transactions;

/**
 * Keeps in memory when tokens were used, and stores it now and then: requests do not wait for that.
 * Safe for any thread.
 */
public final class LastUses {

  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final Transactions transactions;
  private final InstantSource clock;
  private final Map<UUID, Instant> unstored = new ConcurrentHashMap<>();
  private Instant stored = Instant.MIN;

  /**
   * @param clock tells when tokens are used
   */
  public LastUses(Transactions transactions, InstantSource clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  void add(UUID token) {
    unstored.put(token, clock.instant());
  }

  /**
   * Stores the times, unless that was done a few seconds ago.
   *
   * @throws org.threadless.router.conversation.StoreUnavailableException where the database cannot
   *     be used now; they are stored later
   */
  public synchronized void storeNowAndThen() {
    Instant now = clock.instant();
    // Where the last time lies ahead, the clock was set back.
    if (now.isBefore(stored) || !now.isBefore(stored.plus(PAUSE))) {
      store();
      stored = now;
    }
  }

  /** The same now. */
  public synchronized void store() {
    if (unstored.isEmpty()) {
      return;
    }
    // In one order on all nodes, so that none waits for another that waits for it.
    Map<UUID, Instant> storing = new TreeMap<>(unstored);
    transactions.call(TokenMapper.class, mapper -> store(storing, mapper));
    storing.forEach(unstored::remove);
  }

  private static Map<UUID, Instant> store(Map<UUID, Instant> uses, TokenMapper mapper) {
    uses.forEach(mapper::use);
    return uses;
  }
}
