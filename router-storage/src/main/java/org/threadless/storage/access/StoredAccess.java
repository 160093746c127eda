package org.threadless.storage.access;

import java.time.InstantSource;
import org.threadless.storage.session.Transactions;

/** Who is let in, by what, and who did what, in H2 or PostgreSQL. Safe for any thread. */
public final class StoredAccess {

  private final LastUses lastUses;
  private final StoredTokens tokens;
  private final StoredUsers users;
  private final StoredSessions sessions;
  private final StoredInvitations invitations;
  private final StoredAudit audit;

  /**
   * @param reading for what is only told, and may take its time
   */
  public StoredAccess(Transactions transactions, Transactions reading, InstantSource clock) {
    this.lastUses = new LastUses(transactions, clock);
    this.tokens = new StoredTokens(transactions, reading, lastUses, clock);
    this.users = new StoredUsers(transactions, reading, clock);
    this.sessions = new StoredSessions(transactions, reading, clock);
    this.invitations = new StoredInvitations(transactions, reading, users, clock);
    this.audit = new StoredAudit(transactions, reading, clock);
  }

  /** Returns what programs are let in by. */
  public StoredTokens tokens() {
    return tokens;
  }

  /** Returns when those were used, as far as it is not stored yet. */
  public LastUses lastUses() {
    return lastUses;
  }

  /** Returns those who may sign in. */
  public StoredUsers users() {
    return users;
  }

  /** Returns who is signed in. */
  public StoredSessions sessions() {
    return sessions;
  }

  /** Returns what links are for that can be used once. */
  public StoredInvitations invitations() {
    return invitations;
  }

  /** Returns who did what. */
  public StoredAudit audit() {
    return audit;
  }
}
