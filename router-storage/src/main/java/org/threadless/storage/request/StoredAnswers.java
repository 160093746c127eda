package org.threadless.storage.request;

import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.threadless.router.engine.store.AnsweredRequests;
import org.threadless.storage.session.CurrentTransaction;

/** Keeps answers to requests in H2 or PostgreSQL. */
public final class StoredAnswers implements AnsweredRequests {

  private final CurrentTransaction current;
  private final InstantSource clock;

  /**
   * @param clock tells what is forgotten
   */
  public StoredAnswers(CurrentTransaction current, InstantSource clock) {
    this.current = current;
    this.clock = clock;
  }

  @Override
  public Optional<Answered> find(UUID asker, String key) {
    return Optional.ofNullable(current.read(AnswerMapper.class, mapper -> mapper.find(asker, key)))
        .map(row -> new Answered(row.fingerprint(), row.answer()));
  }

  @Override
  public boolean remember(UUID asker, String key, Answered answered) {
    AnswerRow row =
        new AnswerRow(asker, key, answered.fingerprint(), answered.answer(), clock.instant());
    return current.call(AnswerMapper.class, mapper -> mapper.insert(row)) == 1;
  }
}
