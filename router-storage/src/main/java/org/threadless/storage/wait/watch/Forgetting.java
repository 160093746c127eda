package org.threadless.storage.wait.watch;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.threadless.router.engine.store.AnsweredRequests;
import org.threadless.storage.dialog.DialogMapper;
import org.threadless.storage.request.AnswerMapper;
import org.threadless.storage.session.Transactions;
import org.threadless.storage.write.value.Columns;

/** Deletes what is kept for a while only: dialogs, and answers to requests. */
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
   * Deletes what is over; of dialogs some, the longest forgotten ones first.
   *
   * @throws org.threadless.router.conversation.StoreUnavailableException where the database cannot
   *     be used now
   */
  public void forgetSome() {
    Instant now = clock.instant();
    transactions.call(DialogMapper.class, mapper -> forgetSome(now, mapper));
    Instant before = now.minus(AnsweredRequests.REMEMBERED);
    transactions.call(AnswerMapper.class, mapper -> mapper.forget(before));
  }

  private static int forgetSome(Instant now, DialogMapper mapper) {
    List<UUID> forgotten = mapper.forgotten(now, AT_A_TIME);
    return forgotten.isEmpty() ? 0 : mapper.forget(now, Columns.ids(forgotten));
  }
}
