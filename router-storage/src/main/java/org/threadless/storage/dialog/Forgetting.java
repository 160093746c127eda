package org.threadless.storage.dialog;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.threadless.storage.session.Transactions;
import org.threadless.storage.write.sql.Columns;

/** Deletes the dialogs that are forgotten, some at a time. */
public final class Forgetting {

  // Of a transaction, which others may have to wait for.
  private static final int AT_A_TIME = 1000;

  private final Transactions transactions;
  private final InstantSource clock;

  public Forgetting(Transactions transactions, InstantSource clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Deletes some, the longest forgotten ones first.
   *
   * @throws org.threadless.router.conversation.StoreUnavailableException where the database cannot
   *     be used now
   */
  public void forgetSome() {
    Instant now = clock.instant();
    transactions.call(DialogMapper.class, mapper -> forgetSome(now, mapper));
  }

  private static int forgetSome(Instant now, DialogMapper mapper) {
    List<UUID> forgotten = mapper.forgotten(now, AT_A_TIME);
    return forgotten.isEmpty() ? 0 : mapper.forget(now, Columns.ids(forgotten));
  }
}
