package org.threadless.storage.wait.watch;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.router.conversation.Direction;
import org.threadless.router.message.BackendName;
import org.threadless.storage.session.Transactions;
import org.threadless.storage.wait.sql.BacklogMapper;
import org.threadless.storage.wait.sql.PausedRow;

/**
 * The backends that somebody has paused. The database knows them, and so do all nodes within a
 * second: each tells its log when a pause begins, and when it ends.
 */
public final class Pauses {

  private static final Logger log = LoggerFactory.getLogger(Pauses.class);

  private final Transactions transactions;
  private final InstantSource clock;
  private volatile Map<BackendName, Instant> known = Map.of();

  public Pauses(Transactions transactions, InstantSource clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  public Optional<Instant> since(BackendName backend) {
    return Optional.ofNullable(known.get(backend));
  }

  public void begin(BackendName backend) {
    transactions.call(
        BacklogMapper.class,
        mapper -> {
          mapper.addTurn(backend.value(), Direction.OUT);
          return mapper.pause(backend.value(), clock.instant());
        });
    learn();
  }

  public void end(BackendName backend) {
    transactions.call(BacklogMapper.class, mapper -> mapper.endPause(backend.value()));
    learn();
  }

  private void learn() {
    transactions.call(
        BacklogMapper.class,
        mapper -> {
          learn(mapper);
          return null;
        });
  }

  /** Learns what other nodes have done: one after the other, so that what was read last counts. */
  synchronized void learn(BacklogMapper mapper) {
    Map<BackendName, Instant> before = known;
    Map<BackendName, Instant> now =
        mapper.paused().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    row -> new BackendName(row.backend()), PausedRow::pausedAt));
    known = now;
    now.forEach((backend, since) -> tellOfBegin(backend, since, before));
    before.keySet().stream().filter(each -> !now.containsKey(each)).forEach(Pauses::tellOfEnd);
  }

  private static void tellOfBegin(
      BackendName backend, Instant since, Map<BackendName, Instant> before) {
    if (!before.containsKey(backend)) {
      log.info(
          "backend {} is paused since {}: its messages wait until somebody resumes it",
          backend,
          since);
    }
  }

  private static void tellOfEnd(BackendName backend) {
    log.info("backend {} is not paused any more", backend);
  }
}
