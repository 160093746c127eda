package org.threadless.storage.request;

import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.threadless.router.engine.store.AnsweredRequests;
import org.threadless.storage.session.CurrentTransaction;
import org.threadless.storage.write.row.AnswerRow;

/** Keeps answers to requests in H2 or PostgreSQL. */
public final class StoredAnswers implements AnsweredRequests {

  private final CurrentTransaction current;
  private final Consumer<AnswerRow> unitOfWork;
  private final InstantSource clock;

  /**
   * @param unitOfWork takes answers to be stored with what the thread stores
   * @param clock tells what is forgotten
   */
  public StoredAnswers(
      CurrentTransaction current, Consumer<AnswerRow> unitOfWork, InstantSource clock) {
    this.current = current;
    this.unitOfWork = unitOfWork;
    this.clock = clock;
  }

  @Override
  public Optional<Answered> find(UUID asker, String key) {
    return Optional.ofNullable(current.read(AnswerMapper.class, mapper -> mapper.find(asker, key)))
        .map(row -> new Answered(row.fingerprint(), row.answer()));
  }

  @Override
  public void remember(UUID asker, String key, Answered answered) {
    unitOfWork.accept(
        new AnswerRow(asker, key, answered.fingerprint(), answered.answer(), clock.instant()));
  }
}
